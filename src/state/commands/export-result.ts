import { appError } from "../../core/errors.ts";
import { resultName } from "../../core/millesime.ts";
import type { ExportFormat, RasterFormatId, VectorFormatId } from "../../core/ports/export-formats.ts";
import type { App, ExportState } from "../store.ts";
import { reportError } from "./report-error.ts";
import { exportOptionsOf, forgetMap, vectoriseResult } from "./vectorise-result.ts";

/** Share of the progress bar that tracing takes; writing takes the rest. */
const VECTORISING_SHARE = 0.6;

/** What a file is that is not the map itself, at the end of its name: several of one extension lie together. */
const parts: Partial<Record<ExportFormat["id"], string>> = {
  "geojson-projected": "projete",
  csv: "surfaces",
  styles: "styles",
  classes: "classes",
  confidence: "confiance",
};

/**
 * Makes a file of the result. Saving it is another click, when its size is known (and browsers forget the first click
 * after a few seconds). Where the year of the photograph is not known, it is asked for once.
 */
export async function exportResult(app: App, format: ExportFormat): Promise<void> {
  const { store, engine, running } = app;
  const state = store.getState();
  const { image, result, area, millesime } = state;
  if (image === undefined || result === undefined) return;
  if (millesime === "" && !state.millesimeWaived && !image.synthetic) {
    store.setState({ exporting: { phase: "asking", format } });
    return;
  }
  running.export?.abort();
  const controller = new AbortController();
  running.export = controller;
  const { signal } = controller;
  const options = exportOptionsOf(image, result, state);
  const show = (exporting: ExportState) => {
    // What a worker said before it was stopped, or had finished, may still arrive.
    if (!signal.aborted) store.setState({ exporting });
  };

  const makeVector = async (id: VectorFormatId) => {
    show({ phase: "vectorising", share: 0 });
    const { faces } = await vectoriseResult(
      app,
      (share) => show({ phase: "vectorising", share: share * VECTORISING_SHARE }),
      signal,
    );
    const onProgress = (share: number) =>
      show({ phase: "writing", share: VECTORISING_SHARE + share * (1 - VECTORISING_SHARE) });
    return { blob: await engine.exportAs(id, options, onProgress, signal), faces };
  };
  const makeRaster = async (id: RasterFormatId) => {
    const onProgress = (share: number) => show({ phase: "writing", share });
    onProgress(0);
    return { blob: await engine.exportRaster(id, options, area?.zones, onProgress, signal), faces: undefined };
  };

  store.setState({ error: undefined });
  try {
    const made = await (format.kind === "vector" ? makeVector(format.id) : makeRaster(format.id));
    const name = resultName(options.image, millesime, result.model.manifest.id, parts[format.id]);
    controller.abort(appError("cancelled", {}));
    store.setState({ exporting: { phase: "ready", name, format, ...made } });
  } catch (error) {
    forgetMap(app);
    controller.abort(appError("cancelled", {}));
    if (running.export !== controller) return;
    store.setState({ exporting: { phase: "idle" } });
    reportError(app, error);
  }
}

/** The user's answer to the question of the year: "" leaves it out, and is not asked again for this image. */
export async function answerMillesime(app: App, millesime: string): Promise<void> {
  const { exporting } = app.store.getState();
  if (exporting.phase !== "asking") return;
  app.store.setState({ millesime: millesime.trim(), millesimeWaived: true });
  await exportResult(app, exporting.format);
}

/** Saves what has been made; if the user leaves the dialogue, or the disk is full, it can be saved again. */
export async function saveExport(app: App): Promise<void> {
  const { store, saving } = app;
  const { exporting, result } = store.getState();
  if (exporting.phase !== "ready") return;
  const { blob, name, format, faces } = exporting;
  try {
    await saving.save(blob, name, format);
    store.setState({ exporting: { phase: "saved", file: `${name}${format.extension}`, bytes: blob.size, faces } });
    if (result?.name !== undefined) await app.engine.runs.change(result.name, { exported: true });
  } catch (error) {
    reportError(app, error);
  }
}

export function cancelExport({ store, running }: App): void {
  running.export?.abort(appError("cancelled", {}));
  store.setState({ exporting: { phase: "idle" } });
}
