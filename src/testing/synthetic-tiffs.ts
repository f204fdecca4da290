import type { RasterSource } from "../core/ports/raster-source.ts";
import type { PixelRect } from "../core/raster/grid.ts";
import type { GdalImage } from "./gdal-oracle.ts";

/** Odd sizes, so that the last tile and the last strip are cut. */
export const WIDTH = 201;
export const HEIGHT = 133;
/** gdal_translate's options for a place in Lambert-93, pixels of 20 cm */
export const PLACE = ["-a_srs", "EPSG:2154", "-a_ullr", "700000", "6600026.6", "700040.2", "6600000"];

/** Creation options of GDAL. */
export const co = (...options: string[]) => options.flatMap((option) => ["-co", option]);

/** Smooth colours with some noise (seeded), a square of zeros, and alpha or infrared as a fourth band. */
export function synthetic(bands: number): GdalImage {
  const pixels = new Uint8Array(WIDTH * HEIGHT * bands);
  let seed = 12345;
  for (let row = 0; row < HEIGHT; row++) {
    for (let column = 0; column < WIDTH; column++) {
      for (let band = 0; band < bands; band++) {
        seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
        const smooth = 128 + 90 * Math.sin((column * (band + 1)) / 37 + row / (23 + band));
        pixels[(row * WIDTH + column) * bands + band] =
          column > 40 && column < 90 && row > 50 && row < 80 ? 0 : smooth + (seed >>> 28);
      }
    }
  }
  return { width: WIDTH, height: HEIGHT, bands, pixels };
}

export function whole(source: RasterSource, level = 0): PixelRect {
  const { width, height } = source.levels[level] as { width: number; height: number };
  return { column: 0, row: 0, width, height };
}

export function largestDifference(one: Uint8Array, other: Uint8Array): number {
  if (one.length !== other.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let index = 0; index < one.length; index++) {
    largest = Math.max(largest, Math.abs((one[index] as number) - (other[index] as number)));
  }
  return largest;
}
