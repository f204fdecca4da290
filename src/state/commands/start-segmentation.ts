import type { BackendChoice } from "../../core/ports/backend-choice.ts";
import type { SegmentationProgress } from "../../core/ports/segmentation.ts";
import { planTiles, type TilePlan, tileCount, tilesFrom } from "../../core/raster/tile-plan.ts";
import type { ModelSource } from "../../workers/api.ts";
import { type App, chosenModelOf, type OpenImage } from "../store.ts";
import { reportError } from "./report-error.ts";

/** The legend and the map follow the run at this pace; oftener would cost more than it shows. */
const REFRESH_MILLISECONDS = 500;

/**
 * Segments the open image with the chosen model, or takes up where an earlier run of the same image and model was cut
 * short. What the user looks at comes first.
 */
export async function startSegmentation(app: App): Promise<void> {
  const { store, engine, running } = app;
  const { image, backend, viewCentre } = store.getState();
  if (image === undefined) return;
  running.run?.abort();
  const controller = new AbortController();
  running.run = controller;
  const { signal } = controller;
  const model = chosenModelOf(store.getState());
  const plan = planTiles(image.opened.grid, model.manifest);
  let tilesDone = 0;

  store.setState({ run: { phase: "loading" }, error: undefined, exporting: { phase: "idle" } });
  try {
    const choice = await engine.loadModel(model, backend, signal);
    const raster = await engine.begin(plan, rasterName(image, model, plan), signal);
    store.setState({ result: { plan, raster, model, counts: await engine.counts(signal), revision: 0 } });
    const perPixel = plan.grid.gsdMetres / image.opened.grid.gsdMetres;
    const [column, row] = viewCentre ?? [image.opened.grid.width / 2, image.opened.grid.height / 2];
    const order = tilesFrom(plan, column / perPixel, row / perPixel);
    const missing = order.filter((tile) => raster.written[tile] !== 1);
    tilesDone = tileCount(plan) - missing.length;
    if (missing.length === 0) {
      store.setState({ run: { phase: "done", choice, seconds: undefined } });
      return;
    }
    store.setState({ run: { phase: "running", choice, progress: undefined } });
    const summary = await engine.segment(plan, missing, showProgress(app, choice, signal), signal);
    await refreshResult(app, signal);
    store.setState({ run: { phase: "done", choice, seconds: summary.seconds.total } });
  } catch (error) {
    if (running.run !== controller) return; // another run has taken over
    const { result, run } = store.getState();
    if (run.phase === "running" && run.progress !== undefined) tilesDone += run.progress.tilesDone;
    const kept = result?.plan === plan;
    store.setState({
      run: kept ? { phase: "stopped", tilesDone, tilesTotal: tileCount(plan) } : { phase: "none" },
    });
    if (!signal.aborted) reportError(app, error);
    else if (kept) await refreshResult(app, new AbortController().signal).catch(() => {});
  }
}

function showProgress(app: App, choice: BackendChoice, signal: AbortSignal) {
  let lastRefresh = 0;
  return (progress: SegmentationProgress) => {
    if (signal.aborted) return;
    app.store.setState({ run: { phase: "running", choice, progress } });
    const now = Date.now();
    if (now - lastRefresh < REFRESH_MILLISECONDS) return;
    lastRefresh = now;
    refreshResult(app, signal).catch(() => {}); // the next refresh will do
  };
}

async function refreshResult({ store, engine }: App, signal: AbortSignal): Promise<void> {
  const counts = await engine.counts(signal);
  const { result } = store.getState();
  if (result !== undefined) store.setState({ result: { ...result, counts, revision: result.revision + 1 } });
}

/** The same image, model and plan give the same name, so that a reload finds what was done. */
function rasterName({ file }: OpenImage, { manifest }: ModelSource, plan: TilePlan): string {
  const stem = file.name.replace(/[^A-Za-z0-9_-]/g, "_");
  const sizes = [file.size, file.lastModified, plan.grid.width, plan.grid.height, plan.tilePx];
  return [stem, ...sizes, manifest.id, manifest.version].join("~");
}
