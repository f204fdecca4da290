import type { Grid } from "../raster/grid.ts";

/**
 * How far simplification should be allowed to move a border, m: two pixels. A single step of the staircase is at most
 * 0.7 pixel off its line (`README.md`); a crown of 5 m radius still keeps its area.
 */
export function advisedTolerance({ gsdMetres }: Grid): number {
  return 2 * gsdMetres;
}
