import type { Point } from "../core/geo/affine.ts";
import { type Crs, crsOf } from "../core/geo/crs.ts";
import { groundLength, groundMetricOf } from "../core/geo/ground.ts";
import { reprojection } from "../core/geo/reproject.ts";
import { type Grid, gridBounds } from "../core/raster/grid.ts";

const WGS84 = crsOf(4326)!;
const CORNERS = 64;

/** A position of WGS 84 in another CRS. */
export function placeOf(
  { longitude, latitude }: { readonly longitude: number; readonly latitude: number },
  crs: Crs,
): Point {
  return reprojection(WGS84, crs)(longitude, latitude);
}

/** The circle of a radius on the ground about a place, as corners in its CRS, closed. */
export function ringAround([x, y]: Point, radiusMetres: number, crs: Crs): [number, number][] {
  const metric = groundMetricOf(crs)(x, y);
  return Array.from({ length: CORNERS + 1 }, (_, corner) => {
    const angle = (2 * Math.PI * corner) / CORNERS;
    const reach = radiusMetres / groundLength(metric, Math.cos(angle), Math.sin(angle));
    return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)];
  });
}

/** Metres of ground from a place to the nearest edge of a grid; 0 inside it. */
export function metresBeside([x, y]: Point, grid: Grid): number {
  const [minX, minY, maxX, maxY] = gridBounds(grid);
  const dx = Math.max(minX - x, 0, x - maxX);
  const dy = Math.max(minY - y, 0, y - maxY);
  return groundLength(groundMetricOf(grid.crs)(x, y), dx, dy);
}
