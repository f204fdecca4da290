import type { Bounds } from "./bounds.ts";
import type { Crs } from "./crs.ts";
import { reprojection } from "./reproject.ts";

/** A rectangle of a CRS. */
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
