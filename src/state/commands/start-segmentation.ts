import type { Edit } from "../../core/edits/edit.ts";
import { isAppError } from "../../core/errors.ts";
import { givesConfidence, graphFile } from "../../core/ports/model-manifest.ts";
import type { SegmentationProgress } from "../../core/ports/segmentation.ts";
import { planTiles, type TilePlan, tilesFrom } from "../../core/raster/tile-plan.ts";
import type { ModelSource } from "../../workers/api.ts";
import { tilesWanted } from "../area-tiles.ts";
import { paced } from "../paced.ts";
import { runResult } from "../result.ts";
import { keepRecord, noteProgress, recordOf } from "../run-record.ts";
import { withSample } from "../sampling.ts";
import { type App, chosenModelOf, type Result } from "../store.ts";
import { dismissAdded } from "./add-model.ts";
import { listRuns } from "./list-runs.ts";
import { reportError } from "./report-error.ts";
import { giveUpVectorWork } from "./vector-work.ts";

/** The legend and the map follow the run at this pace; oftener would cost more than it shows. */
const REFRESH_MILLISECONDS = 500;

/** And its figures at this one: a GPU does dozens of windows a second, and each showing draws the panel anew. */
const FIGURES_MILLISECONDS = 100;

/**
 * Segments the open image, or its area of interest, with the chosen model, or takes up where an earlier run of the same
 * image and model was cut short. What the user looks at comes first.
 */
export async function startSegmentation(app: App): Promise<void> {
  const { store, engine, running, pause } = app;
  const { image, area, backend, coarse, viewCentre } = store.getState();
  if (image === undefined) return;
  dismissAdded(app);
  running.run?.abort();
  giveUpVectorWork(app);
  const controller = new AbortController();
  running.run = controller;
  pause.set(false);
  const { signal } = controller;
  const model = chosenModelOf(store.getState());
  const tones = image.options.matchedColours?.tones;
  const plan = { ...planTiles(image.opened.grid, model.manifest, coarse), ...(tones && { tones }) };
  const wanted = tilesWanted(plan, area);
  const tilesTotal = wanted.reduce((sum, mark) => sum + mark, 0);
  let tilesDone = 0;
  /** A class raster without its record is nobody's after a reload: the screen says so, and the run goes on. */
  const unkept = () =>
    store.setState(({ result }) =>
      result?.from === "run"
        ? { result: { ...result, name: undefined, raster: { ...result.raster, durable: false } } }
        : {},
    );

  store.setState({ run: { phase: "loading", what: "raster" }, error: undefined, exporting: { phase: "idle" } });
  try {
    const record = await recordOf(app, image, model, plan, tilesTotal);
    const kept = record && (await engine.work.find(record.name).catch(() => undefined));
    signal.throwIfAborted();
    const raster = await engine.begin(plan, record?.name ?? nameInMemory(model, plan), record !== undefined, signal);
    const name = raster.durable ? record?.name : undefined;
    if (!givesConfidence(model.manifest)) store.setState(({ view }) => ({ view: { ...view, layer: "classes" } }));
    const perPixel = plan.grid.gsdMetres / image.opened.grid.gsdMetres;
    const [column, row] = viewCentre ?? [image.opened.grid.width / 2, image.opened.grid.height / 2];
    const order = tilesFrom(plan, column / perPixel, row / perPixel);
    const missing = order.filter((tile) => wanted[tile] === 1 && raster.written[tile] !== 1);
    const before = tilesTotal - missing.length;
    const writtenAll = raster.written.reduce((sum, mark) => sum + mark, 0);
    const lost = Math.max(raster.damaged, (record?.tilesDone ?? 0) - writtenAll);
    tilesDone = before;
    const counts = await engine.counts(signal);
    // Nothing is awaited from here on: the user may have undone a correction up to now.
    const { result: shown, edits: onScreen } = store.getState();
    const edits = editsOf(name, kept?.edits ?? [], shown, onScreen);
    if (shown?.from === "file") store.setState({ millesimeWaived: false });
    // the same run taken up again keeps what is in hand, which may not be written yet
    const isSame = name !== undefined && runResult(shown)?.name === name;
    store.setState(({ sampling }) => ({
      edits,
      result: { from: "run", plan, raster, model, name, lost, counts, revision: 0 },
      sampling: isSame ? sampling : withSample(sampling, "map", kept?.sample),
    }));
    if (record !== undefined && name !== undefined) {
      const exported = record.exported && edits.length === (kept?.corrections ?? 0); // no file has those carried here
      await keepRecord(app, image, { ...record, exported, tilesDone }).catch(unkept);
    }
    if (missing.length === 0) {
      store.setState({ run: { phase: "done", ran: undefined } });
      return;
    }
    store.setState({ run: { phase: "loading", what: "model" } });
    const choice = await engine.loadModel(model, backend, signal);
    let ranOn = choice;
    let latest: SegmentationProgress | undefined;
    const figures = paced(FIGURES_MILLISECONDS, () => {
      if (latest === undefined) return;
      const going = { choice: ranOn, progress: latest, paused: pause.on, tilesDone, tilesTotal };
      store.setState({ run: { phase: "running", ...going } });
    });
    const refresh = paced(REFRESH_MILLISECONDS, () => {
      refreshResult(app, signal).catch(() => {}); // the next refresh will do
      noteProgress(app, name, tilesDone);
    });
    signal.addEventListener("abort", () => {
      figures.stop();
      refresh.stop();
    });
    const show = (progress: SegmentationProgress) => {
      if (signal.aborted) return;
      if (progress.tile !== undefined) raster.written[progress.tile] = 1;
      tilesDone = before + progress.tilesDone;
      ranOn = engine.backend() ?? choice;
      latest = progress;
      figures.ask();
      if (progress.tilesDone > 0) refresh.ask();
    };
    const summary = await engine.segment(plan, missing, show, pause, signal);
    figures.stop();
    refresh.stop();
    await refreshResult(app, signal);
    noteProgress(app, name, tilesDone);
    const ran = { choice: ranOn, seconds: summary.seconds.total, whole: before === 0 };
    store.setState({ run: { phase: "done", ran } });
  } catch (error) {
    const cancelled = signal.aborted;
    controller.abort(); // after a failure too: what is still on its way must not speak of this run any more
    if (running.run !== controller) return; // another run has taken over
    const { result } = store.getState();
    const kept = result?.from === "run" && result.plan === plan && tilesDone > 0;
    if (kept) noteProgress(app, result.name, tilesDone);
    // Nothing of a run to show: the class raster is empty, or could not be opened and the one before was closed for it.
    if (kept) store.setState({ run: { phase: "stopped", tilesDone, tilesTotal } });
    else store.setState({ run: { phase: "none" }, result: result?.from === "file" ? result : undefined });
    if (!cancelled) reportError(app, error);
    if (isAppError(error, "storage-short") || isAppError(error, "storage-full")) await listRuns(app);
    if (kept) await refreshResult(app, new AbortController().signal).catch(() => {});
  }
}

/**
 * The corrections a run begins with: what it was left with, else those on the screen, which stay with their ground,
 * whichever model maps it. Those of an opened file stay with the file.
 */
function editsOf(
  name: string | undefined,
  kept: readonly Edit[],
  shown: Result | undefined,
  onScreen: readonly Edit[],
): readonly Edit[] {
  if (shown?.from === "run" && shown.name === name && name !== undefined) return onScreen;
  if (kept.length > 0) return kept;
  return shown?.from === "file" ? [] : onScreen;
}

async function refreshResult({ store, engine }: App, signal: AbortSignal): Promise<void> {
  const counts = await engine.counts(signal);
  const { result } = store.getState();
  if (result !== undefined) store.setState({ result: { ...result, counts, revision: result.revision + 1 } });
}

/** Enough while one image is open. */
function nameInMemory({ manifest }: ModelSource, { shape, tones }: TilePlan): string {
  return `${manifest.id} ${graphFile(manifest).sha256} ${shape.resolutionMetres} ${JSON.stringify(tones)}`;
}
