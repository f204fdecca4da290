import { isAppError } from "../core/errors.ts";
import type { Pause } from "../core/pause.ts";
import type { CancelSignal } from "../core/ports/cancel.ts";
import type { SegmentationPorts, SegmentationProgress, SegmentationSummary } from "../core/ports/segmentation.ts";
import { type TilePlan, tileAt } from "../core/raster/tile-plan.ts";
import type { ClassWindow, RasterWindow } from "../core/raster/window.ts";
import { createTimeLeft } from "./time-left.ts";

/**
 * The arrow from windows to class raster. Each lane reads its next window while its present one is inferred, so that
 * the processor never waits for a decoder. A window lost with its worker, or refused by its session, is read again
 * and retried once. Settles promptly when aborted; what has been written stays written. Paused, lanes rest with their
 * next window at hand, and once all do the clock stands still.
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
  const laneCount = Math.max(1, ports.lanes);
  const timeLeft = createTimeLeft(tiles.length, laneCount);
  const seconds = { read: 0, infer: 0, write: 0, total: 0 };
  let next = 0;
  let tilesDone = 0;
  let pixelsDone = 0;
  let windows = 0;
  let skipped = 0;
  /** when the run would have begun, had there been no pause */
  let started = ports.now();
  let working = laneCount;
  let resting = 0;
  let atRestSince: number | undefined;
  let failed = false;

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

  const elapsed = () => ((atRestSince ?? ports.now()) - started) / 1000;
  const report = (tile: number | undefined) => {
    const seconds = elapsed();
    onProgress({
      tilesDone,
      tilesTotal: tiles.length,
      pixelsDone,
      pixelsPerSecond: seconds > 0 ? pixelsDone / seconds : 0,
      seconds,
      secondsLeft: timeLeft.seconds,
      atRest: atRestSince !== undefined,
      tile,
    });
  };

  const noteRest = () => {
    if (failed || resting === 0 || resting < working || atRestSince !== undefined) return;
    atRestSince = ports.now();
    report(undefined);
  };
  const rest = async (pause: Pause) => {
    resting++;
    noteRest();
    try {
      await pause.over(signal);
    } finally {
      resting--;
      if (atRestSince !== undefined) {
        started += ports.now() - atRestSince;
        atRestSince = undefined;
        if (!signal.aborted && !failed) report(undefined);
      }
    }
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

  const lane = async () => {
    let current = readAhead();
    while (current !== undefined && !failed) {
      signal.throwIfAborted();
      const { tile } = current;
      const window = await current.window;
      while (ports.pause?.on) await rest(ports.pause);
      if (failed) return;
      const following = readAhead();
      const answer = window === null ? null : await answerFor(tile, window);
      signal.throwIfAborted();
      if (failed) return; // the run has been reported as failed: nothing more may be told of it
      await timed("write", () => ports.writeTile(tile, answer));
      const { kept } = tileAt(plan, tile);
      pixelsDone += kept.width * kept.height;
      tilesDone++;
      timeLeft.done(elapsed());
      if (answer === null) skipped++;
      else windows++;
      if (failed) return;
      report(tile);
      current = following;
    }
  };

  report(undefined);
  const lanes = Array.from({ length: laneCount }, async () => {
    try {
      await lane();
    } catch (error) {
      failed = true;
      throw error;
    } finally {
      working--;
      noteRest();
    }
  });
  await Promise.all(lanes);
  seconds.total = elapsed();
  return { windows, skipped, pixels: pixelsDone, seconds };
}
