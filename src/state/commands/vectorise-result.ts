import { cosiaPreset, librePreset, ocsgePreset, type Preset } from "../../core/landcover/presets.ts";
import type { ExportOptions } from "../../core/ports/exporter.ts";
import { givesConfidence } from "../../core/ports/model-manifest.ts";
import { advisedTolerance } from "../../core/vector/tolerance.ts";
import type { VectorSummary } from "../../workers/api.ts";
import type { App, Generalisation, OpenImage, Result, State } from "../store.ts";

/**
 * The result as a planar map, in its worker, under the chosen settings: traced once for however many files and reports
 * are made of it.
 */
export async function vectoriseResult(
  { store, engine }: App,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<VectorSummary> {
  const { result, area, generalisation, mapped } = store.getState();
  if (result === undefined) throw new Error("no result to vectorise");
  const { raster, revision, model } = result;
  if (
    mapped?.raster === raster &&
    mapped.revision === revision &&
    mapped.area === area &&
    mapped.generalisation === generalisation
  ) {
    return mapped.summary;
  }
  forgetMap({ store });
  const summary = await engine.vectorise(
    raster,
    mapOptionsOf(result, generalisation),
    givesConfidence(model.manifest),
    area?.zones,
    onProgress,
    signal,
  );
  store.setState({ mapped: { raster, revision, area, generalisation, summary } });
  return summary;
}

/** After a cancel or a failure: the worker that held the map may be gone. */
export function forgetMap({ store }: Pick<App, "store">): void {
  store.setState({ mapped: undefined });
}

/** What a file made of the present result says of itself. */
export function exportOptionsOf(
  { opened }: OpenImage,
  result: Result,
  { generalisation, millesime, exportCrs }: State,
): ExportOptions {
  const { id, version } = result.model.manifest;
  return {
    ...mapOptionsOf(result, generalisation),
    millesime,
    image: opened.facts.file,
    model: `${id} ${version}`,
    created: new Date().toISOString(),
    ...(exportCrs && { crs: exportCrs }),
  };
}

function mapOptionsOf({ raster }: Result, generalisation: Generalisation) {
  const { smooth, squareBuildings } = generalisation;
  return {
    preset: presetOf(generalisation),
    simplifyMetres: smooth ? advisedTolerance(raster.grid) : 0,
    squareBuildings: smooth && squareBuildings,
  };
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
