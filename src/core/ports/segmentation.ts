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
}

export interface SegmentationProgress {
  readonly tilesDone: number;
  readonly tilesTotal: number;
  /** class-grid pixels answered in this run */
  readonly pixelsDone: number;
  readonly pixelsPerSecond: number;
  /** undefined until 5 % are done: an earlier figure would be a guess */
  readonly secondsLeft: number | undefined;
  /** tile just written, undefined at the start */
  readonly tile: number | undefined;
}

/** Seconds are summed over lanes: reading and inference overlap, so they may add up to more than `total`. */
export interface SegmentationSummary {
  readonly windows: number;
  readonly skipped: number;
  readonly pixels: number;
  readonly seconds: { readonly read: number; readonly infer: number; readonly write: number; readonly total: number };
}
