import type { Grid } from "../raster/grid.ts";
import { pixelAreaSquareMetres } from "../vector/measure.ts";

/** The fewest pixels that make an area, m². 12 500 pixels of 0.04 m² are 500 m², whatever the last binary digit says. */
export function minPixelsFor(squareMetres: number, grid: Grid): number {
  return Math.ceil(squareMetres / pixelAreaSquareMetres(grid) - 1e-6);
}
