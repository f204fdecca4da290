import type { Bounds } from "../geo/bounds.ts";
import { type Grid, gridBounds } from "../raster/grid.ts";
import { boundsOfPolygon } from "../vector/coverage.ts";
import type { Zone } from "../vector/overlay/overlay.ts";

/** Ground shown around an area of interest, as a share of its longer side: where it lies is told by what is around. */
const MARGIN = 0.05;

/** What the report's map shows: the whole image, or the area of interest and a little around it, as far as the image goes. */
export function reportExtent(grid: Grid, zones: readonly Zone[] | undefined): Bounds {
  const whole = gridBounds(grid);
  const boxes = (zones ?? []).flatMap(({ polygons }) => polygons.map(boundsOfPolygon));
  if (boxes.length === 0) return whole;
  const west = Math.min(...boxes.map(([minX]) => minX));
  const south = Math.min(...boxes.map(([, minY]) => minY));
  const east = Math.max(...boxes.map(([, , maxX]) => maxX));
  const north = Math.max(...boxes.map(([, , , maxY]) => maxY));
  const margin = MARGIN * Math.max(east - west, north - south);
  return [
    Math.max(whole[0], west - margin),
    Math.max(whole[1], south - margin),
    Math.min(whole[2], east + margin),
    Math.min(whole[3], north + margin),
  ];
}
