import { type Affine, cellSize, toMap } from "../geo/affine.ts";
import { type Bounds, boundsOf } from "../geo/bounds.ts";
import type { Crs } from "../geo/crs.ts";
import { areaFactor, groundMetricOf, isMetric } from "../geo/ground.ts";

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
 * Ground sample distance in metres of a raster: the side of the square with a pixel's area, which is what every count of
 * pixels in m² comes from. In the plane of the projection, but for two that have no metres of the ground: degrees, and
 * Web Mercator, whose metre is 71 cm of ground at 45°. Those are taken on the ellipsoid, at the raster's centre.
 */
export function gsdMetresOf(affine: Affine, crs: Crs, width: number, height: number): number {
  if (isMetric(crs)) return cellSize(affine);
  return cellSize(affine) * Math.sqrt(areaFactor(groundMetricOf(crs)(...toMap(affine, width / 2, height / 2))));
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
