import { type Affine, type Point, toMap } from "../geo/affine.ts";
import { groundMetricOf, isMetric } from "../geo/ground.ts";
import type { Grid } from "./grid.ts";

/** Metres of the ground to a map unit, to the east and to the north; 1 in a projection that has metres of the ground. */
export function metresToUnit({ affine, crs, width, height }: Grid): Point {
  if (isMetric(crs)) return [1, 1];
  const { xx, yy } = groundMetricOf(crs)(...toMap(affine, width / 2, height / 2));
  return [Math.sqrt(xx), Math.sqrt(yy)];
}

/** The same pixels some metres further to the east and to the north. */
export function movedGrid(grid: Grid, [east, north]: readonly [east: number, north: number]): Grid {
  const [across, up] = metresToUnit(grid);
  const [a, b, c, d, e, f] = grid.affine;
  const affine: Affine = [a, b, c + east / across, d, e, f + north / up];
  return { ...grid, affine };
}
