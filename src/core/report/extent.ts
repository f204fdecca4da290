import type { Bounds } from "../geo/bounds.ts";
import { type Grid, gridBounds } from "../raster/grid.ts";
import { boundsOfPolygon } from "../vector/coverage.ts";
import type { Zone } from "../vector/overlay/overlay.ts";

/** Ground shown around an area of interest, as a share of its longer side: where it lies is told by what is around. */
const MARGIN = 0.05;

/** What the report's map shows: the whole image, or the area of interest and a little around it, as far as the image goes. */
export function reportExtent(grid: Grid, zones: readonly Zone[] | undefined): Bounds {
  const whole = gridBounds(grid);
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const polygon of (zones ?? []).flatMap(({ polygons }) => polygons)) {
    const [minX, minY, maxX, maxY] = boundsOfPolygon(polygon);
    west = Math.min(west, minX);
    south = Math.min(south, minY);
    east = Math.max(east, maxX);
    north = Math.max(north, maxY);
  }
  if (west > east) return whole;
  const margin = MARGIN * Math.max(east - west, north - south);
  return [
    Math.max(whole[0], west - margin),
    Math.max(whole[1], south - margin),
    Math.min(whole[2], east + margin),
    Math.min(whole[3], north + margin),
  ];
}
