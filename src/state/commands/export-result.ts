import { appError } from "../../core/errors.ts";
import { cosiaPreset, librePreset, ocsgePreset, type Preset } from "../../core/landcover/presets.ts";
import { resultName } from "../../core/millesime.ts";
import { exportFormats as allFormats, type ExportFormat } from "../../core/ports/export-formats.ts";
import { givesConfidence } from "../../core/ports/model-manifest.ts";
import { advisedTolerance } from "../../core/vector/tolerance.ts";
import type { App, ExportState, Generalisation } from "../store.ts";
import { reportError } from "./report-error.ts";

/** Those that the screen has words for. */
export const exportFormats: readonly ExportFormat[] = allFormats.filter(
  ({ id }) => id === "geopackage" || id === "geojson",
);

/** Share of the progress bar that tracing takes; writing takes the rest. */
const VECTORISING_SHARE = 0.6;

/** Vectorises the result as a file of the given format and saves it, at once or, after a long wait, on another click. */
export async function exportResult(app: App, format: ExportFormat): Promise<void> {
  const { store, engine, running } = app;
  const { image, area, result, generalisation, millesime } = store.getState();
  if (image === undefined || result === undefined) return;
  running.export?.abort();
  const controller = new AbortController();
  running.export = controller;
  const { signal } = controller;
  const preset = presetOf(generalisation);
  const shape = {
    simplifyMetres: generalisation.smooth ? advisedTolerance(result.raster.grid) : 0,
    squareBuildings: generalisation.smooth && generalisation.squareBuildings,
  };
  const { manifest } = result.model;
  const show = (exporting: ExportState) => {
    // What a worker said before it was stopped may still arrive.
    if (!signal.aborted) store.setState({ exporting });
  };

  store.setState({ error: undefined });
  show({ phase: "vectorising", share: 0 });
  try {
    const { faces } = await engine.vectorise(
      result.raster,
      { preset, ...shape },
      givesConfidence(manifest),
      area?.zones,
      (share) => show({ phase: "vectorising", share: share * VECTORISING_SHARE }),
      signal,
    );
    const blob = await engine.exportAs(
      format.id,
      {
        millesime,
        preset,
        ...shape,
        image: image.opened.facts.file,
        model: `${manifest.id} ${manifest.version}`,
        created: new Date().toISOString(),
      },
      (share) => show({ phase: "writing", share: VECTORISING_SHARE + share * (1 - VECTORISING_SHARE) }),
      signal,
    );
    show({ phase: "ready", blob, name: resultName(image.opened.facts.file, millesime, manifest.id), format, faces });
    if (app.saving.canSaveNow()) await saveExport(app);
  } catch (error) {
    controller.abort(appError("cancelled", {}));
    if (running.export !== controller) return;
    store.setState({ exporting: { phase: "idle" } });
    reportError(app, error);
  }
}

function presetOf({ preset, minAreaSquareMetres }: Generalisation): Preset {
  switch (preset) {
    case "cosia":
      return cosiaPreset();
    case "libre":
      return librePreset(minAreaSquareMetres);
    case "ocsge":
      return ocsgePreset;
  }
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
