import { type DateName, dateNames } from "../../../core/change/change-map.ts";
import type { SideFacts } from "../../../core/change/comparability.ts";
import { resultName } from "../../../core/millesime.ts";
import type { ImageSource } from "../../change.ts";
import { bothSides, colouredDate, isFrom, otherDate } from "../../comparison.ts";
import { runResult } from "../../result.ts";
import type { App, OpenImage, State } from "../../store.ts";
import { makeVectorFile } from "../export-result.ts";
import { openDemo, openImage } from "../open-image.ts";
import { reportError } from "../report-error.ts";
import { changeGeneralisation, chooseCoarse, chooseModel } from "../settings.ts";
import { startSegmentation } from "../start-segmentation.ts";
import { onVectorWorker } from "../vector-work.ts";
import { exportOptionsOf } from "../vectorise-result.ts";
import { patchChange } from "./change.ts";
import { beginComparison, clearSide, freeDate, setSide } from "./sides.ts";

/** Has the map of an orthophoto made for a date, by the ordinary steps; where others wait already, after them. */
export function awaitSide(app: App, date: DateName, source: ImageSource): void {
  clearSide(app, date);
  const { waiting, awaited } = app.store.getState().change;
  patchChange(app, { waiting: { ...waiting, [date]: source } });
  if (awaited === undefined) void makeSide(app, date);
}

/** Compares a scene of Ocsol's own at its two dates. */
export function compareScene(app: App, scene: { readonly seed: number; readonly size: number }): void {
  beginComparison(app);
  patchChange(app, {
    waiting: { before: { scene: { ...scene, date: "before" } }, after: { scene: { ...scene, date: "after" } } },
  });
  void makeSide(app, "before");
}

/** Makes, or goes on making, the map of the orthophoto that a date waits for: steps and map come back for it. */
export async function makeSide(app: App, date: DateName): Promise<void> {
  const { change, image } = app.store.getState();
  const source = change.waiting[date];
  if (source === undefined) return;
  patchChange(app, { awaited: undefined }); // it is begun anew, by what follows it
  patchChange(app, { awaited: date, shown: false });
  if (isFrom(image, source)) return;
  const other = change.sides[otherDate(date)];
  if (other !== undefined) settleAs(app, other.facts);
  await ("scene" in source ? openDemo(app, source.scene) : openImage(app, source.inputs, source.options));
}

/** What is open in the steps, as it is there, as the map of a date. */
export async function takeResult(app: App, date: DateName): Promise<void> {
  const { store } = app;
  const state = store.getState();
  const { result, image, millesime } = state;
  if (result === undefined) return;
  patchChange(app, { shown: true, awaited: undefined });
  const options = exportOptionsOf(result, state);
  const name = resultName(options.image, millesime, options.model.split(" ")[0]!);
  let file: File | undefined;
  try {
    await onVectorWorker(app, async (signal) => {
      const show = (exporting: { readonly phase: "vectorising" | "writing"; readonly share: number }) => {
        if (signal.aborted) return;
        store.setState({ exporting });
        patchChange(app, { busy: { what: "writing", share: exporting.share } });
      };
      const { blob } = await makeVectorFile(app, "geopackage", options, show, signal);
      file = new File([blob], `${name}.gpkg`, { type: blob.type });
    });
  } catch (error) {
    reportError(app, error);
  } finally {
    store.setState({ exporting: { phase: "idle" } });
    patchChange(app, { busy: undefined });
  }
  if (file !== undefined) await setSide(app, date, [file], image && sourceOf(image), runResult(result)?.name);
}

/**
 * Follows what the steps make for the comparison: an image that comes in for it is segmented by itself, and the finished
 * map goes to its date. Another image opened meanwhile ends the wait; what is done of the first is kept. One that cannot
 * be opened, or is given up before it is, leaves its date free: the comparison comes back, where that is said.
 * @returns ends it
 */
export function followAwaited(app: App): () => void {
  let begun: OpenImage | undefined;
  const look = async ({ image, run, result, change: { awaited, waiting } }: State): Promise<void> => {
    const source = awaited && waiting[awaited];
    if (awaited === undefined || source === undefined) {
      begun = undefined;
    } else if (image === undefined || !isFrom(image, source)) {
      // until it is open the one before is
      if (begun !== undefined) patchChange(app, { awaited: undefined });
    } else if (run.phase === "done" && result?.from === "run") {
      await takeResult(app, awaited);
      const next = dateNames.find((date) => app.store.getState().change.waiting[date] !== undefined);
      if (next !== undefined && next !== awaited) await makeSide(app, next);
    } else if (begun !== image) {
      begun = image;
      const seen = await inLikeColours(app, awaited, image);
      const { image: open, change } = app.store.getState();
      if (seen === undefined || open !== image || change.awaited !== awaited) return;
      begun = seen;
      if (seen !== image) app.store.setState({ image: seen });
      await startSegmentation(app);
    }
  };
  return app.store.subscribe((state, before) => {
    const { change, image, opening, run } = state;
    const { awaited, waiting } = change;
    const source = awaited && waiting[awaited];
    const hasFailed = opening.phase === "idle" && before.opening.phase !== "idle" && image === before.image;
    if (hasFailed && source !== undefined && !isFrom(image, source))
      patchChange(app, { shown: true, awaited: undefined, waiting: { ...waiting, [awaited!]: undefined } });
    if (image !== before.image || run !== before.run || awaited !== before.change.awaited) void look(state);
  });
}

/**
 * The image as the model is to see it: in the colours of the other date's photograph where the map of that one is Ocsol's
 * own, so that light and processing count for less in what differs. The date that is segmented second is matched: the map
 * of the first is what it would be by itself.
 * @returns undefined where it was given up
 */
async function inLikeColours(app: App, date: DateName, image: OpenImage): Promise<OpenImage | undefined> {
  const { store, engine, running } = app;
  const { matchesColours, sides } = store.getState().change;
  const other = sides[otherDate(date)];
  const { matchedColours: _, ...options } = image.options;
  const asItIs = image.options.matchedColours === undefined ? image : { ...image, options };
  if (!matchesColours || other?.image === undefined || other.facts.kind !== "result") return asItIs;
  running.run?.abort();
  const controller = new AbortController();
  running.run = controller;
  store.setState({ run: { phase: "loading", what: "raster" } });
  try {
    const images = { before: other.image, after: other.image, [date]: image.opened };
    const tones = await engine.change.matchTones(images, date, other.facts.matchedColours?.tones, controller.signal);
    if (tones === null) return asItIs;
    return { ...image, options: { ...options, matchedColours: { like: other.image.facts.file, tones } } };
  } catch {
    if (running.run === controller) store.setState({ run: { phase: "none" } });
    return controller.signal.aborted ? undefined : asItIs; // the checks of the comparison say what became of the colours
  }
}

/** The model is given photographs in the colours of each other, or as they are: a map that was made here is made again. */
export function matchColours(app: App, matchesColours: boolean): void {
  patchChange(app, { matchesColours });
  const { change } = app.store.getState();
  const date = colouredDate(change);
  const source = date && change.sides[date]?.source;
  if (source === undefined) return;
  const { store } = app;
  // Where it is still open in the steps, what is done there has the other colours: it is not to be taken for the new map.
  if (isFrom(store.getState().image, source)) store.setState({ run: { phase: "none" } });
  awaitSide(app, date!, source);
}

/** A coarse run gives the model pixels twice as wide. */
const COARSE_FACTOR = 2;

/** The model and settings that the other date's map was made with, as far as they are here. */
function settleAs(
  app: App,
  { kind, model, preset, simplifyMetres, squareBuildings, resolutionMetres }: SideFacts,
): void {
  const { models } = app.store.getState();
  const same = models.find(({ manifest }) => `${manifest.id} ${manifest.version}` === model);
  if (same !== undefined) {
    chooseModel(app, same.manifest.id);
    if (resolutionMetres !== undefined)
      chooseCoarse(app, Math.round(resolutionMetres / same.manifest.resolutionMetres) === COARSE_FACTOR);
  }
  if (preset !== undefined)
    changeGeneralisation(app, {
      preset: preset.id,
      smooth: simplifyMetres > 0,
      squareBuildings,
      ...(preset.id === "libre" && { minAreaSquareMetres: preset.minAreas.others }),
    });
  else if (kind === "ocsge" || kind === "cosia") changeGeneralisation(app, { preset: kind, smooth: true });
}

function sourceOf({ inputs, options, scene }: OpenImage): ImageSource {
  return scene === undefined ? { inputs, options } : { scene };
}

/** What is open in the steps becomes one of two dates: a comparison that has both is put away for a new one. */
export async function takeOpen(app: App): Promise<void> {
  if (bothSides(app.store.getState().change) !== undefined) beginComparison(app);
  await takeResult(app, freeDate(app.store.getState().change, "after"));
}
