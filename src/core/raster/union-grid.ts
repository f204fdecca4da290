import { appError } from "../errors.ts";
import { toPixel, windowAffine } from "../geo/affine.ts";
import { type Grid, gsdMetresOf, type PixelRect } from "./grid.ts";

/** How far, in pixels, grids may be from each other's: files keep their corners to a millimetre or so. */
const TOLERANCE_PIXELS = 0.02;

/** The smallest grid that holds several, and where each lies in its pixels. */
export interface UnionGrid {
  readonly grid: Grid;
  readonly places: readonly PixelRect[];
}

/**
 * Grids side by side as one, on the first one's pixels.
 * @throws AppError "grids-differ" unless all have one CRS, one pixel and one pattern of pixel corners
 */
export function unionGrid(grids: readonly Grid[]): UnionGrid {
  const [first] = grids;
  if (first === undefined) throw appError("internal", { detail: "a mosaic of nothing" });
  const inFirst = grids.map((grid) => placeIn(first, grid));
  const column = Math.min(...inFirst.map((place) => place.column));
  const row = Math.min(...inFirst.map((place) => place.row));
  const width = Math.max(...inFirst.map((place) => place.column + place.width)) - column;
  const height = Math.max(...inFirst.map((place) => place.row + place.height)) - row;
  const affine = windowAffine(first.affine, column, row);
  return {
    grid: { ...first, width, height, affine, gsdMetres: gsdMetresOf(affine, first.crs, width, height) },
    places: inFirst.map((place) => ({ ...place, column: place.column - column, row: place.row - row })),
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
