import type { SideFacts } from "../change/comparability.ts";
import type { ChangeSettings } from "../change/settings.ts";
import { type Bounds, commonBounds } from "../geo/bounds.ts";
import { boundsIn } from "../geo/bounds-in.ts";
import { crsOf } from "../geo/crs.ts";
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

/**
 * What the pictures of two dates show: the ground that both maps may cover.
 * @param grid of the change map
 * @param shift what the earlier map was moved by, in units of the change map
 * @param area that the comparison was limited to: of that ground, it and a little around it
 */
export function comparedExtent(
  grid: Grid,
  before: Pick<SideFacts, "bounds" | "epsg">,
  after: Pick<SideFacts, "bounds" | "epsg">,
  shift: ChangeSettings["shift"],
  area?: readonly Zone[],
): Bounds {
  const whole = gridBounds(grid);
  const lie = (
    { bounds, epsg }: Pick<SideFacts, "bounds" | "epsg">,
    [east, north]: ChangeSettings["shift"],
  ): Bounds => {
    const crs = crsOf(epsg);
    if (crs === undefined) return whole;
    const [minX, minY, maxX, maxY] = boundsIn({ bounds, crs }, grid.crs);
    return [minX + east, minY + north, maxX + east, maxY + north];
  };
  const all = [lie(before, shift), lie(after, [0, 0]), reportExtent(grid, area)];
  return all.reduce<Bounds | undefined>((common, one) => common && commonBounds(common, one), whole) ?? whole;
}
