import type { DateName } from "../../core/change/change-map.ts";
import type { PixelRect } from "../../core/raster/grid.ts";
import type { Tones } from "../../core/raster/tones.ts";
import type { RasterWindow } from "../../core/raster/window.ts";
import { estimateMisregistration } from "../../core/registration/estimate.ts";
import { type ImageReader, readerIn } from "../../core/registration/image-reader.ts";
import { matchTones } from "../../core/registration/match-tones.ts";
import type { Misregistration } from "../../core/registration/misregistration.ts";

/** A photograph but for its pixels, which the worker asks the page for. */
export type MatchedImage = Pick<ImageReader, "grid" | "levels">;

/** Matches two photographs. */
export interface MatchApi {
  /**
   * As `estimateMisregistration` does.
   * @param read windows of either; the worker takes them over
   */
  estimate(images: MatchedImages, read: ReadMatched): Promise<Misregistration | null>;
  /**
   * As `matchTones` does: those of the photograph of `date` in those of the other one.
   * @param seen tones that the model saw the other one in
   * @returns null too where the two cannot be matched
   */
  tones(images: MatchedImages, date: DateName, seen: Tones | undefined, read: ReadMatched): Promise<Tones | null>;
}

export type MatchedImages = { readonly [date in DateName]: MatchedImage };
export type ReadMatched = (date: DateName, rect: PixelRect, level: number) => Promise<RasterWindow>;

export function createMatchApi(): MatchApi {
  const readers = (images: MatchedImages, read: ReadMatched): { readonly [date in DateName]: ImageReader } => ({
    before: { ...images.before, read: (rect, level) => read("before", rect, level) },
    after: { ...images.after, read: (rect, level) => read("after", rect, level) },
  });
  return {
    estimate(images, read) {
      const { before, after } = readers(images, read);
      return estimateMisregistration(before, after);
    },
    async tones(images, date, seen, read) {
      const reader = readers(images, read);
      const [like, image] = date === "after" ? [reader.before, reader.after] : [reader.after, reader.before];
      const apart = await estimateMisregistration(like, image);
      return apart && (await matchTones(readerIn(seen, like), image, apart.shift));
    },
  };
}
