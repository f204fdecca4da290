import { isAppError } from "../core/errors.ts";
import type { CancelSignal } from "../core/ports/cancel.ts";
import type { SegmentationPorts, SegmentationProgress, SegmentationSummary } from "../core/ports/segmentation.ts";
import { type TilePlan, tileAt } from "../core/raster/tile-plan.ts";
import type { ClassWindow, RasterWindow } from "../core/raster/window.ts";

/** Before this share is done, the time left would be a guess. */
const SHARE_BEFORE_ESTIMATE = 0.05;

/**
 * The arrow from windows to class raster. Each lane reads its next window while its present one is inferred, so that
 * the processor never waits for a decoder. A window lost with its worker, or refused by its session, is read again
 * and retried once. Settles promptly when aborted; what has been written stays written.
 *
 * @param tiles indices into the plan, in the order wanted
 */
export async function segment(
  plan: TilePlan,
  tiles: ArrayLike<number>,
  ports: SegmentationPorts,
  onProgress: (progress: SegmentationProgress) => void,
  signal: CancelSignal,
): Promise<SegmentationSummary> {
  const started = ports.now();
  const seconds = { read: 0, infer: 0, write: 0, total: 0 };
  let next = 0;
  let tilesDone = 0;
  let pixelsDone = 0;
  let windows = 0;
  let skipped = 0;

  const timed = async <T>(stage: "read" | "infer" | "write", work: () => Promise<T>): Promise<T> => {
    const from = ports.now();
    try {
      return await work();
    } finally {
      seconds[stage] += (ports.now() - from) / 1000;
    }
  };
  const read = (tile: number) => timed("read", () => ports.readWindow(tile, signal));
  const infer = (window: RasterWindow) => timed("infer", () => ports.infer(window, signal));

  const report = (tile: number | undefined) => {
    const elapsed = (ports.now() - started) / 1000;
    const share = tilesDone / tiles.length;
    onProgress({
      tilesDone,
      tilesTotal: tiles.length,
      pixelsDone,
      pixelsPerSecond: elapsed > 0 ? pixelsDone / elapsed : 0,
      secondsLeft: share >= SHARE_BEFORE_ESTIMATE ? (elapsed / share) * (1 - share) : undefined,
      tile,
    });
  };

  const answerFor = async (tile: number, window: RasterWindow): Promise<ClassWindow> => {
    try {
      return await infer(window);
    } catch (error) {
      if (!isAppError(error, "worker-crashed") && !isAppError(error, "window-failed")) throw error;
      signal.throwIfAborted();
      const again = await read(tile);
      if (again === null) throw error;
      return await infer(again);
    }
  };

  interface Ahead {
    readonly tile: number;
    readonly window: Promise<RasterWindow | null>;
  }
  const readAhead = (): Ahead | undefined => {
    const tile = tiles[next++];
    if (tile === undefined) return undefined;
    const window = read(tile);
    window.catch(() => {}); // awaited below; a lane that has failed leaves its read-ahead behind
    return { tile, window };
  };

  let failed = false;
  const lane = async () => {
    let current = readAhead();
    while (current !== undefined && !failed) {
      signal.throwIfAborted();
      const { tile } = current;
      const window = await current.window;
      const following = readAhead();
      const answer = window === null ? null : await answerFor(tile, window);
      signal.throwIfAborted();
      if (failed) return; // the run has been reported as failed: nothing more may be told of it
      await timed("write", () => ports.writeTile(tile, answer));
      const { kept } = tileAt(plan, tile);
      pixelsDone += kept.width * kept.height;
      tilesDone++;
      if (answer === null) skipped++;
      else windows++;
      if (failed) return;
      report(tile);
      current = following;
    }
  };

  report(undefined);
  const lanes = Array.from({ length: Math.max(1, ports.lanes) }, () =>
    lane().catch((error: unknown) => {
      failed = true;
      throw error;
    }),
  );
  await Promise.all(lanes);
  seconds.total = (ports.now() - started) / 1000;
  return { windows, skipped, pixels: pixelsDone, seconds };
}
