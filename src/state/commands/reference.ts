import { appError } from "../../core/errors.ts";
import { resultName } from "../../core/millesime.ts";
import { groundOf, imageName } from "../result.ts";
import type { App, OpenReference, ReferenceState, State } from "../store.ts";
import { reportError } from "./report-error.ts";
import { layerName } from "./set-area.ts";
import { giveUpVectorWork, onVectorWorker } from "./vector-work.ts";
import { forgetMap, vectoriseResult } from "./vectorise-result.ts";

/** Reads an OCS GE or CoSIA layer beside the work, the part of it that lies there; the one before stays if it cannot be. */
export async function openReference(app: App, files: readonly File[]): Promise<void> {
  const { store, engine, running } = app;
  const { image, result, reference: before } = store.getState();
  const file = layerName(files);
  const grid = groundOf({ image, result });
  if (grid === undefined) {
    reportError(app, appError("reference-without-image", { file }));
    return;
  }
  running.reference?.abort(appError("cancelled", {}));
  giveUpVectorWork(app);
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
    store.setState({ reference: { phase: "open", reference }, exporting: { phase: "idle" }, mapped: undefined });
  } catch (error) {
    forgetMap(app); // a reading given up ends the worker that held it
    if (controller.signal.aborted) return;
    const kept = referenceOf({ reference: before });
    store.setState({ reference: kept === undefined ? { phase: "none" } : { phase: "open", reference: kept } });
    if (kept === undefined) void engine.forgetReference().catch(() => {});
    reportError(app, error);
  }
}

/** Takes the reference away, and the uses it has lent. */
export function dropReference(app: App): void {
  const { store, engine, running } = app;
  running.reference?.abort(appError("cancelled", {}));
  if (store.getState().reference.phase === "none") return;
  giveUpVectorWork(app);
  store.setState({ reference: { phase: "none" }, exporting: { phase: "idle" }, mapped: undefined });
  void engine.forgetReference().catch(() => {}); // a worker that is gone has forgotten it
}

/** How the reference is shown on the map. */
export function showReference({ store }: App, shown: OpenReference["shown"]): void {
  change(store, { shown });
}

/** From now on maps have the uses that the reference says, or no longer. */
export async function takeUses(app: App, usesTaken: boolean): Promise<void> {
  giveUpVectorWork(app);
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
  const { store, engine } = app;
  if (referenceOf(store.getState()) === undefined) return;
  const opened = () => {
    const reference = referenceOf(store.getState());
    if (reference !== undefined) store.setState({ reference: { phase: "open", reference } });
  };
  store.setState({ error: undefined, exporting: { phase: "idle" } });
  try {
    await onVectorWorker(app, async (signal) => {
      const show = (share: number) => {
        const reference = referenceOf(store.getState());
        if (signal.aborted || reference === undefined) return;
        store.setState({ reference: { phase: "comparing", reference, share } });
      };
      signal.addEventListener("abort", opened, { once: true });
      show(0);
      await vectoriseResult(app, show, signal);
      const compared = await engine.compare(signal);
      const of = store.getState().mapped;
      opened();
      if (of !== undefined) change(store, { comparison: { ...compared, of } });
    });
  } catch (error) {
    opened();
    reportError(app, error);
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
export function isCurrent({ comparison }: OpenReference, { result, area, generalisation, edits }: State): boolean {
  if (comparison === undefined) return false;
  const { of } = comparison;
  return (
    of.raster === result?.raster &&
    of.revision === result.revision &&
    of.surveyed?.area === area &&
    of.edits === edits &&
    of.generalisation === generalisation
  );
}

function change(store: App["store"], changed: Partial<OpenReference>): void {
  store.setState(({ reference }): { readonly reference: ReferenceState } => ({
    reference:
      "reference" in reference ? { ...reference, reference: { ...reference.reference, ...changed } } : reference,
  }));
}
