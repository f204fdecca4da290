import type { App, KeptRuns } from "../store.ts";
import { reportError } from "./report-error.ts";

/** Finds what earlier sessions have left, and whether this browser keeps anything at all. */
export async function listRuns(app: App): Promise<void> {
  const { runs, work } = app.engine;
  try {
    const [durable, list, kept] = await Promise.all([runs.isDurable(), runs.list(), work.list()]);
    changeKept(app, { durable, list, work: kept });
  } catch (error) {
    reportError(app, error);
  }
}

export function changeKept({ store }: App, change: Partial<KeptRuns>): void {
  store.setState(({ kept }) => ({ kept: { ...kept, ...change } }));
}
