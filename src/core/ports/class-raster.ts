import type { Grid, PixelRect } from "../raster/grid.ts";
import type { ClassWindow } from "../raster/window.ts";
import type { CancelSignal } from "./cancel.ts";
import type { RasterLevel } from "./raster-source.ts";

/**
 * Class and confidence of the whole area, block by block on disk, never one array in memory.
 * Classes are CoSIA `numero`s, 0 where nothing is known.
 */
export interface ClassRasterReader {
  readonly grid: Grid;
  readonly levels: readonly RasterLevel[];
  /** A rectangle in the pixels of `levels[level]`, 0 outside. */
  read(rect: PixelRect, level: number, signal?: CancelSignal): Promise<ClassWindow>;
}

export interface ClassRaster extends ClassRasterReader {
  /** Writes the answer for one tile of the plan, by its index; its reduced levels follow at once. */
  writeTile(index: number, window: ClassWindow): Promise<void>;
  /** Which tiles of the plan have been written. */
  isWritten(index: number): boolean;
  flush(): Promise<void>;
  close(): Promise<void>;
}
