/** Class rasters and polygons as pictures, for tests and benches: what a test draws is what it traces. */
import { crsOf } from "../core/geo/crs.ts";
import type { ClassRasterReader } from "../core/ports/class-raster.ts";
import { type Grid, gsdMetresOf } from "../core/raster/grid.ts";
import { mulberry32 } from "../core/sample/random.ts";
import type { Coverage } from "../core/vector/coverage.ts";
import { polygonOf } from "../core/vector/coverage.ts";

export { mulberry32 };

/** Lambert-93, 20 cm pixels, upper left corner at (700 000, 6 600 000). */
export function pictureGrid(width: number, height: number, overrides: Partial<Grid> = {}): Grid {
  const { affine = [0.2, 0, 700_000, 0, -0.2, 6_600_000], crs = crsOf(2154)! } = overrides;
  return { width, height, affine, crs, bands: 1, gsdMetres: gsdMetresOf(affine, crs, width, height), ...overrides };
}

/** A reader over rows held in memory; the confidence of every pixel is 10 × its class. */
export function readerOf(classes: Uint8Array, grid: Grid): ClassRasterReader {
  const confidence = classes.map((numero) => numero * 10);
  return {
    grid,
    levels: [{ width: grid.width, height: grid.height, scale: 1 }],
    async read({ column, row, width, height }) {
      if (column !== 0 || width !== grid.width) throw new Error("pictures are read in whole rows");
      const [from, to] = [row * width, (row + height) * width];
      return { width, height, classes: classes.slice(from, to), confidence: confidence.slice(from, to) };
    },
  };
}

/** `["112", "1.2"]`: one letter a pixel, "." for no data, 1–9 then a–f for the classes. */
export function picture(rows: readonly string[], overrides: Partial<Grid> = {}): ClassRasterReader {
  const width = rows[0]!.length;
  const classes = Uint8Array.from(rows.join(""), (letter) => (letter === "." ? 0 : Number.parseInt(letter, 16)));
  return readerOf(classes, pictureGrid(width, rows.length, overrides));
}

/**
 * How many faces cover each pixel's centre and with which class: even-odd rule over `polygonOf`, in map coordinates,
 * knowing nothing of arcs. A pixel covered twice or not by its own class shows up.
 */
export function rasterise(coverage: Coverage): { times: Uint8Array; classes: Uint8Array } {
  const { grid, faces } = coverage;
  const [a, , c, , e, f] = grid.affine;
  const times = new Uint8Array(grid.width * grid.height);
  const classes = new Uint8Array(grid.width * grid.height);
  for (let face = 0; face < faces.count; face++) {
    const polygon = polygonOf(coverage, face);
    for (let pixel = 0; pixel < times.length; pixel++) {
      const x = c + a * ((pixel % grid.width) + 0.5);
      const y = f + e * (Math.floor(pixel / grid.width) + 0.5);
      if (!isInside(polygon, x, y)) continue;
      times[pixel] = times[pixel]! + 1;
      classes[pixel] = faces.numero[face]!;
    }
  }
  return { times, classes };
}

export function isInside(polygon: readonly Float64Array[], x: number, y: number): boolean {
  let inside = false;
  for (const ring of polygon) {
    for (let at = 0; at < ring.length - 2; at += 2) {
      const [x1, y1, x2, y2] = ring.subarray(at, at + 4) as unknown as [number, number, number, number];
      if (y1 > y !== y2 > y && x < x1 + ((x2 - x1) * (y - y1)) / (y2 - y1)) inside = !inside;
    }
  }
  return inside;
}

/**
 * A seeded class map like a model's answer, after `make-class-rasters.py`: the largest of 13 fields of smooth noise.
 * `speckle` 0 gives smooth borders, 0.6 ragged ones, 2 pepper.
 */
export function seededClasses(size: number, speckle: number, seed = 20_261_122): Uint8Array {
  const random = mulberry32(seed);
  const best = new Float32Array(size * size).fill(-1e9);
  const classes = new Uint8Array(size * size);
  for (let numero = 1; numero <= 13; numero++) {
    const layers = [
      { step: 200, weight: 1 },
      { step: 50, weight: 0.6 },
      { step: 16, weight: 0.25 },
      { step: 2, weight: 0.45 * speckle },
    ].map(({ step, weight }) => ({
      step,
      columns: Math.ceil(size / step) + 2,
      field: noise(random, size, step, weight),
    }));
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < size; column++) {
        let value = 0;
        for (const { step, columns, field } of layers) {
          const at = Math.floor(row / step) * columns + Math.floor(column / step);
          const u = (column % step) / step;
          const v = (row % step) / step;
          const top = field[at]! * (1 - u) + field[at + 1]! * u;
          const bottom = field[at + columns]! * (1 - u) + field[at + columns + 1]! * u;
          value += top * (1 - v) + bottom * v;
        }
        const pixel = row * size + column;
        if (value > best[pixel]!) {
          best[pixel] = value;
          classes[pixel] = numero;
        }
      }
    }
  }
  return classes;
}

/** Knots of a grid of roughly normal noise (sum of three uniform draws). */
function noise(random: () => number, size: number, step: number, weight: number): Float32Array {
  const columns = Math.ceil(size / step) + 2;
  return Float32Array.from({ length: columns * columns }, () => weight * 2 * (random() + random() + random() - 1.5));
}
