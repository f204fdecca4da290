import type { CancelSignal } from "../ports/cancel.ts";
import type { RasterLevel } from "../ports/raster-source.ts";
import type { Grid, PixelRect } from "../raster/grid.ts";
import { inTones, type Tones } from "../raster/tones.ts";
import type { RasterWindow } from "../raster/window.ts";

/** A photograph as far as matching it needs: a `RasterSource`, or one in a worker. */
export interface ImageReader {
  readonly grid: Grid;
  readonly levels: readonly RasterLevel[];
  read(rect: PixelRect, level: number, signal?: CancelSignal): Promise<RasterWindow>;
}

/** A photograph as the model saw it that was given it in other tones. */
export function readerIn(tones: Tones | undefined, { grid, levels, ...image }: ImageReader): ImageReader {
  return {
    grid,
    levels,
    async read(rect, level, signal) {
      const window = await image.read(rect, level, signal);
      return tones === undefined ? window : { ...window, pixels: inTones(window.pixels, window.bands, tones) };
    },
  };
}
