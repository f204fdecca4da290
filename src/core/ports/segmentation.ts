import type { Pause } from "../pause.ts";
import type { ClassWindow, RasterWindow } from "../raster/window.ts";
import type { CancelSignal } from "./cancel.ts";

/** The three ends `pipeline/segment.ts` joins; each may live in another thread. */
export interface SegmentationPorts {
  /** The model's window around a tile of the plan, or null where the tile holds no data at all. */
  readWindow(tile: number, signal: CancelSignal): Promise<RasterWindow | null>;
  /** The answer for a window's kept middle. May run several at once (`lanes`). `window.pixels` may be detached. */
  infer(window: RasterWindow, signal: CancelSignal): Promise<ClassWindow>;
  /** Stores the answer (null: no data) as the tile's classes. */
  writeTile(tile: number, answer: ClassWindow | null): Promise<void>;
  /** how many windows may be inferred at once */
  readonly lanes: number;
  /** milliseconds on any monotonic clock */
  now(): number;
  /** while it is on, no window is begun; those on their way are finished and written */
  readonly pause?: Pause;
}

export interface SegmentationProgress {
  readonly tilesDone: number;
  readonly tilesTotal: number;
  /** class-grid pixels answered in this run */
  readonly pixelsDone: number;
  readonly pixelsPerSecond: number;
  /** spent on this run so far, pauses not counted */
  readonly seconds: number;
  /** undefined until 5 % are done: an earlier figure would be a guess */
  readonly secondsLeft: number | undefined;
  /** paused, and the last window on its way has been written */
  readonly atRest: boolean;
  /** tile just written; undefined at the start, and where a pause begins or ends */
  readonly tile: number | undefined;
}

/**
 * Seconds are summed over lanes: reading and inference overlap, so they may add up to more than `total`, which counts
 * no pause.
 */
export interface SegmentationSummary {
  readonly windows: number;
  readonly skipped: number;
  readonly pixels: number;
  readonly seconds: { readonly read: number; readonly infer: number; readonly write: number; readonly total: number };
}
