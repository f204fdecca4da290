import type { Grid, PixelRect } from "../raster/grid.ts";
import type { RasterWindow } from "../raster/window.ts";
import type { CancelSignal } from "./cancel.ts";

/** A reduced resolution: level 0 is the full one, `scale` full pixels to one of this level. */
export interface RasterLevel {
  readonly width: number;
  readonly height: number;
  readonly scale: number;
}

/** What a user should be able to read about the opened file. */
export interface RasterFacts {
  readonly file: string;
  readonly format: string;
  readonly compression: string;
  readonly bands: number;
  readonly bits: number;
  readonly tiled: boolean;
  /** the bands by their order in the file, when the file says or the count implies it */
  readonly bandNames: readonly string[];
}

/**
 * An opened orthophoto. `read` takes a rectangle in the pixels of `levels[level]`; parts outside the image come back
 * with mask 0. Rejects with an `AppError`; rejects with the signal's reason when aborted.
 */
export interface RasterSource {
  readonly grid: Grid;
  readonly levels: readonly RasterLevel[];
  readonly facts: RasterFacts;
  read(rect: PixelRect, level: number, signal?: CancelSignal): Promise<RasterWindow>;
  /**
   * A rough picture of the whole, at most 256 pixels a side, for a file whose coarse levels would take long to make;
   * undefined, or not there, where they would not.
   */
  preview?(signal?: CancelSignal): Promise<RasterWindow | undefined>;
  close(): void;
}
