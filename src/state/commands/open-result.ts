import { resultKey } from "../../core/ports/kept-work.ts";
import { touchesImage } from "../area-tiles.ts";
import { restoreWork } from "../keep-work.ts";
import { isOfImage, modelOf } from "../result.ts";
import { withSample } from "../sampling.ts";
import type { App, Generalisation, OpenedResult } from "../store.ts";
import { dismissAdded } from "./add-model.ts";
import { dropReference } from "./reference.ts";
import { reportError } from "./report-error.ts";
import { giveUpVectorWork } from "./vector-work.ts";
import { forgetMap } from "./vectorise-result.ts";

/**
 * Opens a result from the GeoPackage it was saved as, with its settings. The image stays where it is the result's own;
 * where the file cannot be opened, everything does.
 */
export async function openResult(app: App, file: File): Promise<void> {
  const { store, engine, running } = app;
  running.image?.abort();
  const controller = new AbortController();
  running.image = controller;
  const show = (share: number) => {
    if (!controller.signal.aborted)
      store.setState({ opening: { phase: "opening", name: file.name, synthetic: false, share } });
  };
  show(0);
  store.setState({ error: undefined });
  try {
    const [{ record, grid, levels, counts, confidenceKnown }, [identity]] = await Promise.all([
      engine.reopen(file, show, controller.signal),
      engine.runs.identify([{ file, folder: "" }]),
    ]);
    const kept = await engine.work.find(resultKey(identity!)).catch(() => undefined);
    controller.signal.throwIfAborted();
    running.run?.abort();
    giveUpVectorWork(app);
    dismissAdded(app);
    const raster = { grid, levels };
    const result: OpenedResult = {
      from: "file",
      file: file.name,
      source: file,
      identity: identity!,
      record,
      raster,
      counts,
      confidenceKnown,
      revision: 0,
    };
    dropReference(app);
    store.setState(({ image, area, kept, models, chosenModel, view, generalisation, sampling }) => ({
      image: image !== undefined && isOfImage(result, image) ? image : undefined,
      kept: { ...kept, asking: undefined },
      area: area !== undefined && touchesImage(grid, area) ? area : undefined,
      tool: undefined,
      edits: [],
      sampling: withSample(sampling, "map", undefined),
      opening: { phase: "idle" },
      run: { phase: "none" },
      result,
      view: confidenceKnown ? view : { ...view, layer: "classes" },
      chosenModel: modelOf(result, models)?.manifest.id ?? chosenModel,
      generalisation: generalisationOf(result, generalisation),
      millesime: record.millesime,
      millesimeWaived: true, // it was asked for when the file was made
      exporting: { phase: "idle" },
      mapped: undefined,
      exportCrs: undefined,
      viewWanted: undefined,
      report: undefined,
    }));
    // A step like any other: undone, the file is as it is.
    if (kept !== undefined) restoreWork(app, kept);
  } catch (error) {
    forgetMap(app); // a reading given up ends the worker that held it
    if (controller.signal.aborted) return; // something else is being opened
    store.setState({ opening: { phase: "idle" } });
    reportError(app, error);
  }
}

/** @param before what the user had chosen: a smallest area stays where the result has none of its own */
function generalisationOf(
  { record: { preset, simplifyMetres, squareBuildings } }: OpenedResult,
  before: Generalisation,
): Generalisation {
  return {
    preset: preset.id,
    minAreaSquareMetres: preset.id === "libre" ? preset.minAreas.others : before.minAreaSquareMetres,
    smooth: simplifyMetres > 0,
    squareBuildings,
  };
}
