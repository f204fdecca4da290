import type { Grid } from "../core/raster/grid.ts";
import { type TilePlan, tileCount } from "../core/raster/tile-plan.ts";
import { tilesForArea, tilesTouching } from "../core/raster/tiles-touching.ts";
import type { Area, RunResult } from "./store.ts";

/** 1 for each tile of the plan that is to be segmented: those of the area, or all. */
export function tilesWanted(plan: TilePlan, area: Area | undefined): Uint8Array {
  return area === undefined ? new Uint8Array(tileCount(plan)).fill(1) : tilesForArea(plan, area.zones);
}

/** How far a result has come within an area. */
export function progressIn({ plan, raster }: RunResult, area: Area | undefined) {
  const wanted = tilesWanted(plan, area);
  return {
    tilesDone: wanted.reduce((sum, mark, tile) => sum + mark * raster.written[tile]!, 0),
    tilesTotal: wanted.reduce((sum, mark) => sum + mark, 0),
  };
}

/** Whether any of an area lies on an image. */
export function touchesImage(grid: Grid, { crs, zones }: Area): boolean {
  if (crs.code !== grid.crs.code) return false;
  const image = { grid, tilePx: Math.max(grid.width, grid.height), columns: 1, rows: 1 };
  return tilesTouching(image, zones)[0] === 1;
}
