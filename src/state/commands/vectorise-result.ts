import { presetFor } from "../../core/landcover/presets.ts";
import type { ExportOptions } from "../../core/ports/exporter.ts";
import { imageCredit } from "../../core/report/image-credit.ts";
import { advisedTolerance } from "../../core/vector/tolerance.ts";
import type { MapOptions, VectorSummary } from "../../workers/api.ts";
import { imageName, knowsConfidence, modelText } from "../result.ts";
import type { App, Generalisation, Result, State } from "../store.ts";

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
  const usesTaken = takesUses(store.getState());
  if (result === undefined) throw new Error("no result to vectorise");
  const { raster, revision } = result;
  if (
    mapped?.raster === raster &&
    mapped.revision === revision &&
    mapped.area === area &&
    mapped.generalisation === generalisation &&
    mapped.usesTaken === usesTaken
  ) {
    return mapped.summary;
  }
  forgetMap({ store });
  const summary =
    result.from === "file"
      ? await engine.resurvey(area?.zones, signal)
      : await engine.vectorise(
          result.raster,
          mapOptionsOf(result, generalisation),
          knowsConfidence(result),
          area?.zones,
          onProgress,
          signal,
        );
  store.setState({ mapped: { raster, revision, area, generalisation, usesTaken, summary } });
  return summary;
}

/** After a cancel or a failure: the worker that held the map may be gone. */
export function forgetMap({ store }: Pick<App, "store">): void {
  store.setState({ mapped: undefined });
}

/** What a file made of the present result says of itself. */
export function exportOptionsOf(result: Result, state: State): ExportOptions {
  const { image, generalisation, millesime, exportCrs } = state;
  const recorded = result.from === "file" ? result.record : undefined;
  const credit = (image && imageCredit(image.opened.images, image.opened.facts.copyright)) ?? recorded?.imageCredit;
  const synthetic = image?.synthetic || recorded?.synthetic;
  return {
    ...mapOptionsOf(result, generalisation),
    millesime,
    image: imageName(image, result),
    model: modelText(result),
    created: new Date().toISOString(),
    ...(exportCrs && { crs: exportCrs }),
    ...(credit !== undefined && { imageCredit: credit }),
    ...(synthetic && { synthetic }),
  };
}

/** Maps have the reference's uses, once the user has taken them. */
function takesUses({ reference }: State): boolean {
  return "reference" in reference && reference.reference.usesTaken;
}

function mapOptionsOf(result: Result, generalisation: Generalisation): MapOptions {
  if (result.from === "file") {
    const { preset, simplifyMetres, squareBuildings } = result.record;
    return { preset, simplifyMetres, squareBuildings };
  }
  const { preset, minAreaSquareMetres, smooth, squareBuildings } = generalisation;
  return {
    preset: presetFor(preset, minAreaSquareMetres),
    simplifyMetres: smooth ? advisedTolerance(result.raster.grid) : 0,
    squareBuildings: smooth && squareBuildings,
  };
}
