import { touchesImage } from "../area-tiles.ts";
import { isOfImage, modelOf } from "../result.ts";
import type { App, Generalisation, OpenedResult } from "../store.ts";
import { dismissAdded } from "./add-model.ts";
import { dropReference } from "./reference.ts";
import { reportError } from "./report-error.ts";

/**
 * Opens a result from the GeoPackage it was saved as, with its settings. The image stays where it is the result's own;
 * where the file cannot be opened, everything does.
 */
export async function openResult(app: App, file: File): Promise<void> {
  const { store, engine, running } = app;
  running.image?.abort();
  const controller = new AbortController();
  running.image = controller;
  store.setState({ opening: { phase: "opening", name: file.name, synthetic: false }, error: undefined });
  try {
    const { record, grid, levels, counts, confidenceKnown } = await engine.reopen(file, () => {}, controller.signal);
    running.run?.abort();
    running.export?.abort();
    dismissAdded(app);
    const raster = { grid, levels };
    const result: OpenedResult = {
      from: "file",
      file: file.name,
      record,
      raster,
      counts,
      confidenceKnown,
      revision: 0,
    };
    dropReference(app);
    store.setState(({ image, area, kept, models, chosenModel, view }) => ({
      image: image !== undefined && isOfImage(result, image) ? image : undefined,
      kept: { ...kept, asking: undefined },
      area: area !== undefined && touchesImage(grid, area) ? area : undefined,
      drawing: false,
      opening: { phase: "idle" },
      run: { phase: "none" },
      result,
      view: confidenceKnown ? view : { ...view, layer: "classes" },
      chosenModel: modelOf(result, models)?.manifest.id ?? chosenModel,
      generalisation: generalisationOf(result),
      millesime: record.millesime,
      millesimeWaived: true, // it was asked for when the file was made
      exporting: { phase: "idle" },
      mapped: undefined,
      exportCrs: undefined,
      report: undefined,
    }));
  } catch (error) {
    if (controller.signal.aborted) return; // something else is being opened
    store.setState({ opening: { phase: "idle" } });
    reportError(app, error);
  }
}

function generalisationOf({ record: { preset, simplifyMetres, squareBuildings } }: OpenedResult): Generalisation {
  return {
    preset: preset.id,
    minAreaSquareMetres: preset.id === "ocsge" ? 0 : preset.minAreas.others,
    smooth: simplifyMetres > 0,
    squareBuildings,
  };
}
