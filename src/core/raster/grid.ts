import { type Affine, cellSize } from "../geo/affine.ts";
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

/**
 * Ground sample distance in metres of an affine in a CRS. A geographic CRS counts in degrees: the metre value is
 * taken at the given latitude on the sphere of 111 320 m a degree (good to 0.5 %, enough to choose a level).
 */
export function gsdMetresOf(affine: Affine, crs: Crs, latitude = 46.5): number {
  if (crs.unit === "metre") return cellSize(affine);
  return cellSize(affine) * 111_320 * Math.sqrt(Math.cos((latitude * Math.PI) / 180));
}

/** The grid of the same extent with pixels of `gsdMetres`; its size rounds up, so that nothing is lost at the edges. */
export function regrid(grid: Grid, gsdMetres: number): Grid {
  const scale = gsdMetres / grid.gsdMetres;
  const width = Math.max(1, Math.ceil(grid.width / scale - 1e-6));
  const height = Math.max(1, Math.ceil(grid.height / scale - 1e-6));
  const [a, b, c, d, e, f] = grid.affine;
  return { ...grid, width, height, gsdMetres, affine: [a * scale, b * scale, c, d * scale, e * scale, f] };
}

export function intersectRect(rect: PixelRect, width: number, height: number): PixelRect {
  const column = Math.max(0, rect.column);
  const row = Math.max(0, rect.row);
  return {
    column,
    row,
    width: Math.max(0, Math.min(width, rect.column + rect.width) - column),
    height: Math.max(0, Math.min(height, rect.row + rect.height) - row),
  };
}
