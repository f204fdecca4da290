import { type Affine, cellSize, toMap } from "../geo/affine.ts";
import { type Bounds, boundsOf } from "../geo/bounds.ts";
import type { Crs } from "../geo/crs.ts";

/** Where the pixels of a raster lie. Sizes in pixels, `gsdMetres` the ground sample distance in metres. */
export interface Grid {
  readonly width: number;
  readonly height: number;
  readonly affine: Affine;
  readonly crs: Crs;
  readonly bands: number;
  readonly gsdMetres: number;
}

/** A rectangle of pixels; may reach outside its grid (a halo does). */
export interface PixelRect {
  readonly column: number;
  readonly row: number;
  readonly width: number;
  readonly height: number;
}

export function gridBounds(grid: Grid): Bounds {
  return boundsOf(grid.affine, 0, 0, grid.width, grid.height);
}

const WEB_MERCATOR = 3857;
const WEB_MERCATOR_RADIUS_METRES = 6_378_137;
const METRES_A_DEGREE = 111_320;

/**
 * Ground sample distance in metres of a raster: the side of the square with a pixel's area, which is what every m²
 * comes from. In the plane of the projection, but for two: degrees, and Web Mercator, whose metre is 71 cm of ground at
 * 45°. Those are taken on the sphere, at the latitude of the raster's centre (good to 0.5 %).
 */
export function gsdMetresOf(affine: Affine, crs: Crs, width: number, height: number): number {
  const [, y] = toMap(affine, width / 2, height / 2);
  if (crs.unit === "degree") return cellSize(affine) * METRES_A_DEGREE * Math.sqrt(Math.cos((y * Math.PI) / 180));
  // cos(atan(sinh t)) = 1 / cosh t, with t = y / radius
  if (crs.code === WEB_MERCATOR) return cellSize(affine) / Math.cosh(y / WEB_MERCATOR_RADIUS_METRES);
  return cellSize(affine);
}

/** The grid of the same extent with pixels of `gsdMetres`; its size rounds up, so that nothing is lost at the edges. */
export function regrid(grid: Grid, gsdMetres: number): Grid {
  const scale = gsdMetres / grid.gsdMetres;
  const width = Math.max(1, Math.ceil(grid.width / scale - 1e-6));
  const height = Math.max(1, Math.ceil(grid.height / scale - 1e-6));
  const [a, b, c, d, e, f] = grid.affine;
  return { ...grid, width, height, gsdMetres, affine: [a * scale, b * scale, c, d * scale, e * scale, f] };
}

/** What two rectangles have in common; width or height 0 where they lie beside each other. */
export function overlapOf(one: PixelRect, other: PixelRect): PixelRect {
  const column = Math.max(one.column, other.column);
  const row = Math.max(one.row, other.row);
  return {
    column,
    row,
    width: Math.max(0, Math.min(one.column + one.width, other.column + other.width) - column),
    height: Math.max(0, Math.min(one.row + one.height, other.row + other.height) - row),
  };
}

/** The part of a rectangle that lies inside an image of width × height. */
export function intersectRect(rect: PixelRect, width: number, height: number): PixelRect {
  return overlapOf(rect, { column: 0, row: 0, width, height });
}
