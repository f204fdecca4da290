import type { KeptRun } from "../../workers/api.ts";
import type { App } from "../store.ts";
import { listRuns } from "./list-runs.ts";
import { reportError } from "./report-error.ts";

/** Removes a run, its class raster and what was chosen for it from this machine. */
export async function forgetRun(app: App, run: KeptRun): Promise<void> {
  try {
    await app.engine.runs.forget(run.name);
  } catch (error) {
    reportError(app, error);
  }
  await listRuns(app);
}
