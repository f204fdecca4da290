import type { KeptRun } from "../../workers/api.ts";
import type { App } from "../store.ts";
import { listRuns } from "./list-runs.ts";
import { reportError } from "./report-error.ts";

/** Removes a run and its class raster from this machine. */
export async function forgetRun(app: App, run: KeptRun): Promise<void> {
  try {
    await app.engine.runs.forget(run.name);
    await app.engine.work.remove(run.name);
  } catch (error) {
    reportError(app, error);
  }
  await listRuns(app);
}
