import type { CancelSignal } from "../ports/cancel.ts";
import type { RasterLevel } from "../ports/raster-source.ts";
import type { Grid, PixelRect } from "../raster/grid.ts";
import type { RasterWindow } from "../raster/window.ts";

/** A photograph as far as matching it needs: a `RasterSource`, or one in a worker. */
export interface ImageReader {
  readonly grid: Grid;
  readonly levels: readonly RasterLevel[];
  read(rect: PixelRect, level: number, signal?: CancelSignal): Promise<RasterWindow>;
}
