import type { Affine } from "../core/geo/affine.ts";
import { crsOf } from "../core/geo/crs.ts";
import { type Grid, gridBounds } from "../core/raster/grid.ts";
import type { GdalFolder } from "./gdal-oracle.ts";
import { mulberry32 } from "./pictures.ts";

/** A photograph of tests: where it lies and its interleaved bands. For tests only. */
export interface Photograph {
  readonly grid: Grid;
  readonly pixels: Uint8Array;
}

/** A square of a file, `column`, `row` and `size` in its pixels, 20 cm in Lambert-93. */
export function photographOf(
  folder: GdalFolder,
  path: string,
  column: number,
  row: number,
  size: number,
): Photograph & { readonly file: string } {
  const file = folder.translate(path, `cut-${column}-${row}-${size}.tif`, [
    "-srcwin",
    ...[column, row, size, size].map(String),
  ]);
  return { file, ...readPhotograph(folder, file) };
}

/** The same ground as GDAL resamples it (cubic) to the same grid, once the file is said to lie `east`, `north` metres off. */
export function movedBy(
  folder: GdalFolder,
  { file, grid }: { readonly file: string; readonly grid: Grid },
  [east, north]: readonly [number, number],
  options: readonly string[] = [],
): Photograph {
  const [minX, minY, maxX, maxY] = gridBounds(grid);
  const corners = [minX + east, maxY + north, maxX + east, minY + north].map(String);
  const moved = folder.translate(file, "moved.vrt", ["-of", "VRT", "-a_ullr", ...corners]);
  const where = options.length > 0 ? options : ["-te", ...[minX, minY, maxX, maxY].map(String), "-tr", "0.2", "0.2"];
  const out = `${folder.path}/moved.tif`;
  folder.run("gdalwarp", ["-q", "-overwrite", "-r", "cubic", ...where, moved, out]);
  return readPhotograph(folder, out);
}

function readPhotograph(folder: GdalFolder, file: string): Photograph {
  const { pixels, width, height, bands } = folder.read(file);
  const told = JSON.parse(folder.run("gdalinfo", ["-json", file])) as {
    geoTransform: [number, number, number, number, number, number];
    stac: { "proj:epsg": number };
  };
  const [c, a, b, f, d, e] = told.geoTransform;
  const affine: Affine = [a, b, c, d, e, f];
  const crs = crsOf(told.stac["proj:epsg"] ?? 2154)!;
  return { grid: { width, height, bands, affine, crs, gsdMetres: a }, pixels };
}

/** Another camera on another day: blurred by 3 × 3, a gamma and a gain to each band, noise of some 5 grey levels. */
export function recoloured({ grid, pixels }: Photograph, seed = 1): Photograph {
  const { width, height, bands } = grid;
  const random = mulberry32(seed);
  const gamma = [1.5, 1.3, 1.7, 1];
  const gain = [0.9, 1.05, 1.2, 1];
  const tones = gamma.map((power, band) =>
    Float64Array.from({ length: 256 }, (_, value) => 255 * gain[band]! * (value / 255) ** power),
  );
  const out = pixels.slice();
  for (let row = 1; row < height - 1; row++) {
    for (let column = 1; column < width - 1; column++) {
      for (let band = 0; band < bands; band++) {
        const at = (row * width + column) * bands + band;
        let sum = 0;
        for (let down = -1; down <= 1; down++)
          for (let right = -1; right <= 1; right++) sum += pixels[at + (down * width + right) * bands]!;
        const noise = (random() + random() + random() - 1.5) * 10;
        out[at] = Math.max(0, Math.min(255, tones[band]![Math.round(sum / 9)]! + noise));
      }
    }
  }
  return { grid, pixels: out };
}

/** A share of the ground, in squares of `side` pixels, as another photograph shows it. */
export function builtOver({ grid, pixels }: Photograph, other: Photograph, share: number, side: number): Photograph {
  const random = mulberry32(7);
  const out = pixels.slice();
  const across = Math.ceil(grid.width / side);
  const changed = Array.from({ length: across * Math.ceil(grid.height / side) }, () => random() < share);
  for (let row = 0; row < grid.height; row++) {
    for (let column = 0; column < grid.width; column++) {
      if (!changed[Math.floor(row / side) * across + Math.floor(column / side)]) continue;
      const at = (row * grid.width + column) * grid.bands;
      out.set(other.pixels.subarray(at, at + grid.bands), at);
    }
  }
  return { grid, pixels: out };
}
