import type { Bounds } from "../../core/geo/bounds.ts";
import type { Crs } from "../../core/geo/crs.ts";
import { reprojection } from "../../core/geo/reproject.ts";
import type { Shape } from "./zone-layer.ts";

/** A rectangle that what is read must touch. */
export interface Within {
  readonly bounds: Bounds;
  readonly crs: Crs;
}

/** Along a side that becomes a curve, as many places are taken; what bulges out between two of them is the margin. */
const PLACES_A_SIDE = 8;
const MARGIN = 0.01;

/** The rectangle in another CRS, a little larger than needed. */
export function boundsIn({ bounds: [minX, minY, maxX, maxY], crs }: Within, to: Crs): Bounds {
  if (crs.code === to.code) return [minX, minY, maxX, maxY];
  const project = reprojection(crs, to);
  const xs: number[] = [];
  const ys: number[] = [];
  for (let place = 0; place <= PLACES_A_SIDE; place++) {
    const x = minX + (place / PLACES_A_SIDE) * (maxX - minX);
    const y = minY + (place / PLACES_A_SIDE) * (maxY - minY);
    for (const [atX, atY] of [project(x, minY), project(x, maxY), project(minX, y), project(maxX, y)]) {
      xs.push(atX);
      ys.push(atY);
    }
  }
  const [west, south, east, north] = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  const [acrossX, acrossY] = [MARGIN * (east - west), MARGIN * (north - south)];
  return [west - acrossX, south - acrossY, east + acrossX, north + acrossY];
}

/** Whether the rectangles around a feature and around `bounds` meet. */
export function touches({ polygons, lines, points }: Shape, [minX, minY, maxX, maxY]: Bounds): boolean {
  const meets = (path: ArrayLike<number>): boolean => {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let at = 0; at < path.length; at += 2) {
      west = Math.min(west, path[at]!);
      east = Math.max(east, path[at]!);
      south = Math.min(south, path[at + 1]!);
      north = Math.max(north, path[at + 1]!);
    }
    return west <= maxX && east >= minX && south <= maxY && north >= minY;
  };
  return polygons.some(([outer]) => meets(outer!)) || lines.some(meets) || meets(points);
}
