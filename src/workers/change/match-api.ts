import type { DateName } from "../../core/change/change-map.ts";
import type { PixelRect } from "../../core/raster/grid.ts";
import type { RasterWindow } from "../../core/raster/window.ts";
import { estimateMisregistration } from "../../core/registration/estimate.ts";
import type { ImageReader } from "../../core/registration/image-reader.ts";
import type { Misregistration } from "../../core/registration/misregistration.ts";

/** A photograph but for its pixels, which the worker asks the page for. */
export type MatchedImage = Pick<ImageReader, "grid" | "levels">;

/** Matches two photographs. */
export interface MatchApi {
  /**
   * As `estimateMisregistration` does.
   * @param read windows of either; the worker takes them over
   */
  estimate(
    images: { readonly [date in DateName]: MatchedImage },
    read: (date: DateName, rect: PixelRect, level: number) => Promise<RasterWindow>,
  ): Promise<Misregistration | null>;
}

export function createMatchApi(): MatchApi {
  return {
    estimate(images, read) {
      const readerOf = (date: DateName): ImageReader => ({
        ...images[date],
        read: (rect, level) => read(date, rect, level),
      });
      return estimateMisregistration(readerOf("before"), readerOf("after"));
    },
  };
}
