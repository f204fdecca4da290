import { appError } from "../errors.ts";
import { toPixel, windowAffine } from "../geo/affine.ts";
import type { ClassRasterReader } from "../ports/class-raster.ts";
import type { Grid, PixelRect } from "./grid.ts";
import { overlapOf } from "./grid.ts";
import type { ClassWindow } from "./window.ts";

/** How far, in pixels, grids may be from each other's: files keep their corners to a millimetre or so. */
const TOLERANCE_PIXELS = 0.02;

/**
 * Class rasters side by side as one, so that a map traced from it has no seam: neighbouring sheets segmented one by one.
 * Where two overlap the first that knows a class has it; where none is, there is no data.
 * @throws AppError "grids-differ" unless all have one CRS, one pixel and one pattern of pixel corners
 */
export function mosaicOf(readers: readonly ClassRasterReader[]): ClassRasterReader {
  const [first, ...others] = readers;
  if (first === undefined) throw appError("internal", { detail: "a mosaic of nothing" });
  if (others.length === 0) return first;
  const places = readers.map(({ grid }) => placeIn(first.grid, grid));
  const column = Math.min(...places.map((place) => place.column));
  const row = Math.min(...places.map((place) => place.row));
  const width = Math.max(...places.map((place) => place.column + place.width)) - column;
  const height = Math.max(...places.map((place) => place.row + place.height)) - row;
  const grid: Grid = { ...first.grid, width, height, affine: windowAffine(first.grid.affine, column, row) };
  return {
    grid,
    levels: [{ width, height, scale: 1 }],
    async read(rect, level, signal) {
      if (level !== 0) throw appError("internal", { detail: "a mosaic has full resolution only" });
      const asked = { ...rect, column: rect.column + column, row: rect.row + row };
      const size = rect.width * rect.height;
      const whole = { ...rect, classes: new Uint8Array(size), confidence: new Uint8Array(size) };
      for (const [index, reader] of readers.entries()) {
        const place = places[index]!;
        const common = overlapOf(place, asked);
        if (common.width === 0 || common.height === 0) continue;
        const inReader = { ...common, column: common.column - place.column, row: common.row - place.row };
        fill(whole, await reader.read(inReader, 0, signal), common.column - asked.column, common.row - asked.row);
      }
      return { width: rect.width, height: rect.height, classes: whole.classes, confidence: whole.confidence };
    },
  };
}

/** Where a grid lies in the pixels of another. */
function placeIn(reference: Grid, grid: Grid): PixelRect {
  const [column, row] = cornerIn(reference, grid, 0, 0);
  const [right, bottom] = cornerIn(reference, grid, grid.width, grid.height);
  const place = { column: Math.round(column), row: Math.round(row), width: grid.width, height: grid.height };
  const offs = [
    column - place.column,
    row - place.row,
    right - place.column - grid.width,
    bottom - place.row - grid.height,
  ];
  const off = Math.max(...offs.map(Math.abs));
  if (grid.crs.code === reference.crs.code && off <= TOLERANCE_PIXELS) return place;
  const detail =
    grid.crs.code === reference.crs.code ? `${off.toFixed(2)} px` : `EPSG:${reference.crs.code}, EPSG:${grid.crs.code}`;
  throw appError("grids-differ", { detail });
}

function cornerIn(reference: Grid, { affine }: Grid, column: number, row: number): readonly [number, number] {
  const [a, b, c, d, e, f] = affine;
  return toPixel(reference.affine, a * column + b * row + c, d * column + e * row + f);
}

/** Lays `part` into `whole` at a corner, where nothing is yet. */
function fill(whole: ClassWindow, part: ClassWindow, column: number, row: number): void {
  for (let y = 0; y < part.height; y++) {
    for (let x = 0; x < part.width; x++) {
      const to = (y + row) * whole.width + x + column;
      const from = y * part.width + x;
      if (whole.classes[to] !== 0) continue;
      whole.classes[to] = part.classes[from]!;
      whole.confidence[to] = part.confidence[from]!;
    }
  }
}
