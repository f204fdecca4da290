import { appError } from "../../core/errors.ts";
import type { App } from "../store.ts";
import { forgetMap } from "./vectorise-result.ts";

/**
 * Work that needs the map: one at a time, for its worker can be stopped only by ending it. What was under way is given up.
 * @returns false where the work was given up for something else, whose business the screen is then
 */
export async function onVectorWorker(app: App, work: (signal: AbortSignal) => Promise<void>): Promise<boolean> {
  giveUpVectorWork(app);
  const controller = new AbortController();
  app.running.export = controller;
  try {
    await work(controller.signal);
    return true;
  } catch (error) {
    if (controller.signal.aborted) return false;
    forgetMap(app);
    throw error;
  } finally {
    if (app.running.export === controller) delete app.running.export;
  }
}

/** Ends what needs the map, if anything does; its worker goes, and the map with it. */
export function giveUpVectorWork(app: App): void {
  const { running } = app;
  if (running.export === undefined) return;
  running.export.abort(appError("cancelled", {}));
  delete running.export;
  forgetMap(app);
}
