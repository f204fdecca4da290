import { countEdits, type Edit, type EditCounts } from "../../core/edits/edit.ts";
import { presetFor } from "../../core/landcover/presets.ts";
import type { ExportOptions } from "../../core/ports/exporter.ts";
import type { ResultRecord } from "../../core/ports/result-record.ts";
import { imageCredit } from "../../core/report/image-credit.ts";
import { advisedTolerance } from "../../core/vector/tolerance.ts";
import type { Corrected, MapOptions, VectorSummary } from "../../workers/api.ts";
import { imageName, knowsConfidence, modelText } from "../result.ts";
import type { App, Generalisation, MappedResult, Result, State } from "../store.ts";

/**
 * The result as a planar map, in its worker, under the chosen settings and with the user's corrections: traced once for
 * however many corrections, files and reports are made of it.
 */
export async function mapResult(
  app: Pick<App, "store" | "engine">,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<MappedResult> {
  const before = underWay.get(app.engine);
  const work = (async () => {
    await before;
    signal.throwIfAborted();
    return await bringMap(app, onProgress, signal);
  })();
  const over = work.then(
    () => {},
    () => {},
  );
  underWay.set(app.engine, over);
  return await orAbort(work, signal);
}

/** What corrections or a file before have begun; one at a time, for the next may find the map as it needs it. */
const underWay = new WeakMap<App["engine"], Promise<void>>();

/** The work's outcome, or the signal's reason as soon as it is aborted. */
function orAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

async function bringMap(
  { store, engine }: Pick<App, "store" | "engine">,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<MappedResult> {
  const { result, generalisation, mapped, edits } = store.getState();
  if (result === undefined) throw new Error("no result to vectorise");
  const { raster, revision } = result;
  const isTraced =
    mapped?.raster === raster && mapped.revision === revision && mapped.generalisation === generalisation;
  if (isTraced && mapped.edits === edits) return mapped;
  if (!isTraced) {
    forgetMap({ store });
    if (result.from === "run") {
      const options = mapOptionsOf(result, generalisation);
      await engine.vectorise(result.raster, options, knowsConfidence(result), onProgress, signal);
    }
  }
  let corrected: Corrected;
  try {
    corrected = await engine.correct(edits, isTraced ? onProgress : () => {}, signal);
  } catch (error) {
    if (!isTraced || signal.aborted) throw error;
    // The worker that held the map has died since: what it was made of is still there.
    forgetMap({ store });
    return await bringMap({ store, engine }, onProgress, signal); // within the same turn: its own would wait for itself
  }
  const held: MappedResult = { raster, revision, generalisation, edits, corrected, surveyed: undefined };
  store.setState({ mapped: held });
  return held;
}

/** The same with its figures, as files and reports are made of it: cut to the area, with the uses of the moment. */
export async function vectoriseResult(
  app: Pick<App, "store" | "engine">,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<VectorSummary> {
  const held = await mapResult(app, onProgress, signal);
  const { area } = app.store.getState();
  const usesTaken = takesUses(app.store.getState());
  const { surveyed } = held;
  if (surveyed !== undefined && surveyed.area === area && surveyed.usesTaken === usesTaken) return surveyed.summary;
  const summary = await app.engine.resurvey(area?.zones, signal);
  app.store.setState({ mapped: { ...held, surveyed: { area, usesTaken, summary } } });
  return summary;
}

/** After a cancel or a failure: the worker that held the map may be gone. */
export function forgetMap({ store }: Pick<App, "store">): void {
  store.setState({ mapped: undefined });
}

/** What a file made of the present result says of itself. */
export function exportOptionsOf(result: Result, state: State): ExportOptions {
  const { image, generalisation, millesime, exportCrs, edits } = state;
  const recorded = result.from === "file" ? result.record : undefined;
  const credit = (image && imageCredit(image.opened.images, image.opened.facts.copyright)) ?? recorded?.imageCredit;
  const synthetic = image?.synthetic || recorded?.synthetic;
  const matchedColours = result.from === "file" ? recorded?.matchedColours : image?.options.matchedColours;
  return {
    ...mapOptionsOf(result, generalisation),
    millesime,
    image: imageName(image, result),
    model: modelText(result),
    created: new Date().toISOString(),
    ...(exportCrs && { crs: exportCrs }),
    ...(credit !== undefined && { imageCredit: credit }),
    ...(synthetic && { synthetic }),
    ...(matchedColours && { matchedColours }),
    edits: editsIn(recorded, edits),
  };
}

/** With those that an opened file has baked in. */
function editsIn(recorded: ResultRecord | undefined, edits: readonly Edit[]): EditCounts {
  const before = recorded?.edits;
  const { corrections, verifications } = countEdits(edits);
  return {
    corrections: corrections + (before?.corrections ?? 0),
    verifications: verifications + (before?.verifications ?? 0),
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
