import { windowAffine } from "../core/geo/affine.ts";
import type { RasterLevel } from "../core/ports/raster-source.ts";
import { type Grid, gridBounds } from "../core/raster/grid.ts";
import type { ImageReader } from "../core/registration/image-reader.ts";

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** interleaved, `grid.bands` to a pixel */
  readonly pixels: Uint8Array;
}

/** An image in memory with reduced levels, each pixel the mean of four, until one side is below 64. For tests only. */
export function memoryImage(grid: Grid, pixels: Uint8Array): ImageReader {
  const { bands } = grid;
  const pictures: Pixels[] = [{ width: grid.width, height: grid.height, pixels }];
  while (Math.min(pictures.at(-1)!.width, pictures.at(-1)!.height) >= 128)
    pictures.push(halved(pictures.at(-1)!, bands));
  const levels: RasterLevel[] = pictures.map(({ width, height }, level) => ({ width, height, scale: 2 ** level }));
  return {
    grid,
    levels,
    async read({ column, row, width, height }, level) {
      const from = pictures[level]!;
      const window = {
        width,
        height,
        bands,
        pixels: new Uint8Array(width * height * bands),
        mask: new Uint8Array(width * height),
        affine: windowAffine(grid.affine, column * 2 ** level, row * 2 ** level, 2 ** level),
      };
      for (let at = 0; at < width * height; at++) {
        const x = column + (at % width);
        const y = row + Math.floor(at / width);
        if (x < 0 || y < 0 || x >= from.width || y >= from.height) continue;
        window.mask[at] = 255;
        for (let band = 0; band < bands; band++) {
          window.pixels[at * bands + band] = from.pixels[(y * from.width + x) * bands + band]!;
        }
      }
      return window;
    },
  };
}

/** What a grid's bounds are to GDAL: upper left, then lower right corner. */
export function ullr(grid: Grid): string[] {
  const [minX, minY, maxX, maxY] = gridBounds(grid);
  return [minX, maxY, maxX, minY].map(String);
}

function halved({ width, height, pixels }: Pixels, bands: number): Pixels {
  const half = { width: width >> 1, height: height >> 1 };
  const out = new Uint8Array(half.width * half.height * bands);
  for (let row = 0; row < half.height; row++) {
    for (let column = 0; column < half.width; column++) {
      for (let band = 0; band < bands; band++) {
        const at = (2 * row * width + 2 * column) * bands + band;
        const sum = pixels[at]! + pixels[at + bands]! + pixels[at + width * bands]! + pixels[at + (width + 1) * bands]!;
        out[(row * half.width + column) * bands + band] = Math.round(sum / 4);
      }
    }
  }
  return { ...half, pixels: out };
}
