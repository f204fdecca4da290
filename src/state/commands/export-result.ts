import { resultName } from "../../core/millesime.ts";
import type { ExportFormat, RasterFormatId, VectorFormatId } from "../../core/ports/export-formats.ts";
import type { ExportOptions } from "../../core/ports/exporter.ts";
import { runResult } from "../result.ts";
import type { App, ExportState } from "../store.ts";
import { reportError } from "./report-error.ts";
import { giveUpVectorWork, onVectorWorker } from "./vector-work.ts";
import { exportOptionsOf, vectoriseResult } from "./vectorise-result.ts";

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
  const { store, engine } = app;
  const state = store.getState();
  const { image, result, area, millesime } = state;
  if (result === undefined) return;
  if (millesime === "" && !state.millesimeWaived && !image?.synthetic) {
    store.setState({ exporting: { phase: "asking", format } });
    return;
  }
  const options = exportOptionsOf(result, state);

  const makeRaster = async (id: RasterFormatId, show: (exporting: ExportState) => void, signal: AbortSignal) => {
    const onProgress = (share: number) => show({ phase: "writing", share });
    onProgress(0);
    return { blob: await engine.exportRaster(id, options, area?.zones, onProgress, signal), faces: undefined };
  };

  store.setState({ error: undefined });
  try {
    await onVectorWorker(app, async (signal) => {
      const show = (exporting: ExportState) => {
        // What a worker said before it was stopped may still arrive.
        if (!signal.aborted) store.setState({ exporting });
      };
      const made = await (format.kind === "vector"
        ? makeVectorFile(app, format.id, options, show, signal)
        : makeRaster(format.id, show, signal));
      const name = resultName(options.image, millesime, options.model.split(" ")[0]!, parts[format.id]);
      show({ phase: "ready", name, format, ...made });
    });
  } catch (error) {
    store.setState({ exporting: { phase: "idle" } });
    reportError(app, error);
  }
}

/** The result, under the settings of the moment, as a file of polygons. */
export async function makeVectorFile(
  app: Pick<App, "store" | "engine">,
  id: VectorFormatId,
  options: ExportOptions,
  show: (exporting: Making) => void,
  signal: AbortSignal,
): Promise<{ readonly blob: Blob; readonly faces: number }> {
  show({ phase: "vectorising", share: 0 });
  const { faces } = await vectoriseResult(
    app,
    (share) => show({ phase: "vectorising", share: share * VECTORISING_SHARE }),
    signal,
  );
  const onProgress = (share: number) =>
    show({ phase: "writing", share: VECTORISING_SHARE + share * (1 - VECTORISING_SHARE) });
  return { blob: await app.engine.exportAs(id, options, onProgress, signal), faces };
}

type Making = Extract<ExportState, { readonly phase: "vectorising" | "writing" }>;

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
    const run = runResult(result);
    if (run?.name !== undefined) await app.engine.runs.change(run.name, { exported: true });
  } catch (error) {
    reportError(app, error);
  }
}

export function cancelExport(app: App): void {
  giveUpVectorWork(app);
  app.store.setState({ exporting: { phase: "idle" } });
}
