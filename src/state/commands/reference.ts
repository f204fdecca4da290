import { appError } from "../../core/errors.ts";
import { resultName } from "../../core/millesime.ts";
import { groundOf, imageName } from "../result.ts";
import type { App, OpenReference, ReferenceState, State } from "../store.ts";
import { reportError } from "./report-error.ts";
import { forgetMap, vectoriseResult } from "./vectorise-result.ts";

/** Reads an OCS GE or CoSIA layer beside the work, the part of it that lies there; the one before stays if it cannot be. */
export async function openReference(app: App, files: readonly File[]): Promise<void> {
  const { store, engine, running } = app;
  const { image, result, reference: before } = store.getState();
  const file = files[0]?.name ?? "";
  const grid = groundOf({ image, result });
  if (grid === undefined) {
    reportError(app, appError("reference-without-image", { file }));
    return;
  }
  running.reference?.abort(appError("cancelled", {}));
  const controller = new AbortController();
  running.reference = controller;
  store.setState({ reference: { phase: "reading", file }, error: undefined });
  try {
    const facts = await engine.readReference(files, grid, controller.signal);
    const levels = image?.opened.levels ?? result!.raster.levels;
    const reference = {
      ...facts,
      file,
      grid,
      levels,
      shown: "outlines",
      usesTaken: false,
      comparison: undefined,
    } as const;
    store.setState({ reference: { phase: "open", reference }, exporting: { phase: "idle" } });
  } catch (error) {
    if (controller.signal.aborted) return;
    store.setState({ reference: before.phase === "open" ? before : { phase: "none" } });
    reportError(app, error);
  }
}

/** Takes the reference away, and the uses it has lent. */
export function dropReference({ store, engine, running }: App): void {
  running.reference?.abort(appError("cancelled", {}));
  if (store.getState().reference.phase === "none") return;
  store.setState({ reference: { phase: "none" }, exporting: { phase: "idle" } });
  void engine.forgetReference().catch(() => {}); // a worker that is gone has forgotten it
}

/** How the reference is shown on the map. */
export function showReference({ store }: App, shown: OpenReference["shown"]): void {
  change(store, { shown });
}

/** From now on maps have the uses that the reference says, or no longer. */
export async function takeUses(app: App, usesTaken: boolean): Promise<void> {
  app.running.export?.abort(appError("cancelled", {}));
  try {
    await app.engine.takeUses(usesTaken, new AbortController().signal);
    change(app.store, { usesTaken });
    app.store.setState({ exporting: { phase: "idle" } });
  } catch (error) {
    reportError(app, error);
  }
}

/** Measures the result, under the chosen settings, against the reference. */
export async function compareWithReference(app: App): Promise<void> {
  const { store, engine, running } = app;
  const before = referenceOf(store.getState());
  if (before === undefined) return;
  running.export?.abort(appError("cancelled", {}));
  const controller = new AbortController();
  running.export = controller;
  const { signal } = controller;
  const show = (share: number) => {
    if (!signal.aborted) store.setState({ reference: { phase: "comparing", reference: before, share } });
  };
  store.setState({ error: undefined, exporting: { phase: "idle" } });
  show(0);
  try {
    await vectoriseResult(app, show, signal);
    const compared = await engine.compare(signal);
    const of = store.getState().mapped;
    const comparison = of && { ...compared, of };
    store.setState({ reference: { phase: "open", reference: { ...before, comparison } } });
  } catch (error) {
    forgetMap(app);
    if (referenceOf(store.getState())?.file === before.file) {
      store.setState({ reference: { phase: "open", reference: before } });
    }
    if (!signal.aborted) reportError(app, error);
  }
}

/** Saves the comparison as a table. */
export async function saveComparison(app: App): Promise<void> {
  const { store, saving } = app;
  const { image, result, millesime } = store.getState();
  const reference = referenceOf(store.getState());
  if (result === undefined || reference?.comparison === undefined) return;
  const blob = new Blob([reference.comparison.csv], { type: "text/csv" });
  const name = resultName(imageName(image, result), millesime, "comparaison");
  try {
    await saving.save(blob, name, { extension: ".csv", mediaType: "text/csv" });
  } catch (error) {
    reportError(app, error);
  }
}

export function referenceOf({ reference }: Pick<State, "reference">): OpenReference | undefined {
  return "reference" in reference ? reference.reference : undefined;
}

/** Whether the comparison is of the result as it would be made now. */
export function isCurrent({ comparison }: OpenReference, { result, area, generalisation }: State): boolean {
  if (comparison === undefined) return false;
  const { of } = comparison;
  return (
    of.raster === result?.raster &&
    of.revision === result.revision &&
    of.area === area &&
    of.generalisation === generalisation
  );
}

function change(store: App["store"], changed: Partial<OpenReference>): void {
  store.setState(({ reference }): { readonly reference: ReferenceState } => ({
    reference:
      "reference" in reference ? { ...reference, reference: { ...reference.reference, ...changed } } : reference,
  }));
}
