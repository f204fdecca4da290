import { givesConfidence, graphFile } from "../../core/ports/model-manifest.ts";
import type { SegmentationProgress } from "../../core/ports/segmentation.ts";
import { planTiles, type TilePlan, tilesFrom } from "../../core/raster/tile-plan.ts";
import type { ModelSource } from "../../workers/api.ts";
import { tilesWanted } from "../area-tiles.ts";
import { type App, chosenModelOf, type OpenImage } from "../store.ts";
import { dismissAdded } from "./add-model.ts";
import { reportError } from "./report-error.ts";
import { changeView } from "./settings.ts";

/** The legend and the map follow the run at this pace; oftener would cost more than it shows. */
const REFRESH_MILLISECONDS = 500;

/**
 * Segments the open image, or its area of interest, with the chosen model, or takes up where an earlier run of the same image and model was cut
 * short. What the user looks at comes first.
 */
export async function startSegmentation(app: App): Promise<void> {
  const { store, engine, running } = app;
  const { image, area, backend, viewCentre } = store.getState();
  if (image === undefined) return;
  dismissAdded(app);
  running.run?.abort();
  const controller = new AbortController();
  running.run = controller;
  const { signal } = controller;
  const model = chosenModelOf(store.getState());
  const plan = planTiles(image.opened.grid, model.manifest);
  const wanted = tilesWanted(plan, area);
  const tilesTotal = wanted.reduce((sum, mark) => sum + mark, 0);
  let tilesDone = 0;

  store.setState({ run: { phase: "loading" }, error: undefined, exporting: { phase: "idle" } });
  try {
    const choice = await engine.loadModel(model, backend, signal);
    const raster = await engine.begin(plan, rasterName(image, model, plan), signal);
    store.setState({ result: { plan, raster, model, counts: await engine.counts(signal), revision: 0 } });
    if (!givesConfidence(model.manifest)) changeView(app, { layer: "classes" });
    const perPixel = plan.grid.gsdMetres / image.opened.grid.gsdMetres;
    const [column, row] = viewCentre ?? [image.opened.grid.width / 2, image.opened.grid.height / 2];
    const order = tilesFrom(plan, column / perPixel, row / perPixel);
    const missing = order.filter((tile) => wanted[tile] === 1 && raster.written[tile] !== 1);
    const before = tilesTotal - missing.length;
    tilesDone = before;
    if (missing.length === 0) {
      store.setState({ run: { phase: "done", choice, seconds: undefined } });
      return;
    }
    let lastRefresh = 0;
    const show = (progress: SegmentationProgress) => {
      if (signal.aborted) return;
      if (progress.tile !== undefined) raster.written[progress.tile] = 1;
      tilesDone = before + progress.tilesDone;
      store.setState({
        run: { phase: "running", choice: engine.backend() ?? choice, progress, tilesDone, tilesTotal },
      });
      const now = Date.now();
      if (now - lastRefresh < REFRESH_MILLISECONDS) return;
      lastRefresh = now;
      refreshResult(app, signal).catch(() => {}); // the next refresh will do
    };
    const summary = await engine.segment(plan, missing, show, signal);
    await refreshResult(app, signal);
    const { run } = store.getState();
    store.setState({
      run: { phase: "done", choice: run.phase === "running" ? run.choice : choice, seconds: summary.seconds.total },
    });
  } catch (error) {
    const cancelled = signal.aborted;
    controller.abort(); // after a failure too: what is still on its way must not speak of this run any more
    if (running.run !== controller) return; // another run has taken over
    const kept = store.getState().result?.plan === plan;
    store.setState({
      run: kept ? { phase: "stopped", tilesDone, tilesTotal } : { phase: "none" },
    });
    if (!cancelled) reportError(app, error);
    if (kept) await refreshResult(app, new AbortController().signal).catch(() => {});
  }
}

async function refreshResult({ store, engine }: App, signal: AbortSignal): Promise<void> {
  const counts = await engine.counts(signal);
  const { result } = store.getState();
  if (result !== undefined) store.setState({ result: { ...result, counts, revision: result.revision + 1 } });
}

/** The same images, colours, weights and plan give the same name, so that a reload finds what was done. */
function rasterName({ inputs, options, opened }: OpenImage, { manifest }: ModelSource, plan: TilePlan): string {
  const stem = opened.facts.file.replace(/[^A-Za-z0-9_-]/g, "_");
  const newest = Math.max(...inputs.map((input) => ("file" in input ? input.file.lastModified : 0)));
  const sizes = [opened.bytes, newest, plan.grid.width, plan.grid.height, plan.tilePx];
  const { bands = [], stretch } = options.rendering ?? {};
  const colours = [...bands, ...(stretch === undefined ? [] : [stretch.low, stretch.high])];
  return [stem, ...sizes, ...colours, manifest.id, graphFile(manifest).sha256.slice(0, 16)].join("~");
}
