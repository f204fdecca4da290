import { appError } from "../../core/errors.ts";
import { type AreaPlan, areaFileName, planArea } from "../../core/geoplateforme/area-plan.ts";
import type { App, State } from "../store.ts";
import { changeOnline } from "./go-online.ts";
import { openImage } from "./open-image.ts";
import { reportError } from "./report-error.ts";

/** What would be taken now: BD ORTHO of what the map shows. Undefined where its system is not served. */
export function offeredArea({ online }: State): AreaPlan | undefined {
  return online?.view && planArea(online.view.bounds, online.view.crs);
}

/** Downloads BD ORTHO of what the map shows and opens it. */
export async function takeOrthophoto(app: App): Promise<void> {
  const { store, engine, running } = app;
  const plan = offeredArea(store.getState());
  if (plan === undefined || !plan.fits) return;
  running.taking?.abort(appError("cancelled", {}));
  const controller = new AbortController();
  running.taking = controller;
  const { signal } = controller;
  const show = (done: number) => {
    // What the worker said before it was stopped may still arrive.
    if (!signal.aborted) changeOnline(app, { taking: { phase: "taking", plan, done } });
  };
  store.setState({ error: undefined });
  show(0);
  try {
    const file = await engine.takeOrthophoto(plan, areaFileName(plan, new Date()), show, signal);
    changeOnline(app, { taking: { phase: "taken", file, saved: false } });
    await openImage(app, [{ file, folder: "" }]);
  } catch (error) {
    if (running.taking !== controller) return; // another area is being taken
    controller.abort(appError("cancelled", {}));
    changeOnline(app, { taking: { phase: "idle" } });
    reportError(app, error);
  }
}

export function cancelTaking({ running }: App): void {
  running.taking?.abort(appError("cancelled", {}));
}

/** Saves what was taken where the user wants it: the browser's own storage may be cleared. */
export async function saveOrthophoto(app: App): Promise<void> {
  const taking = app.store.getState().online?.taking;
  if (taking?.phase !== "taken") return;
  const { file } = taking;
  try {
    const name = file.name.replace(/\.tif$/, "");
    await app.saving.save(file, name, { extension: ".tif", mediaType: "image/tiff" });
    changeOnline(app, { taking: { phase: "taken", file, saved: true } });
  } catch (error) {
    reportError(app, error);
  }
}
