import { expect, test } from "vitest";
import { crsOf } from "../geo/crs.ts";
import type { Grid } from "../raster/grid.ts";
import { reportExtent } from "./extent.ts";

const grid: Grid = {
  width: 5000,
  height: 5000,
  affine: [0.2, 0, 0, 0, -0.2, 1000],
  crs: crsOf(2154)!,
  bands: 1,
  gsdMetres: 0.2,
};

test("a report shows the image, or a little around all of any number of zones", () => {
  expect(reportExtent(grid, undefined)).toEqual([0, 0, 1000, 1000]);
  expect(reportExtent(grid, [])).toEqual([0, 0, 1000, 1000]);
  const zones = Array.from({ length: 200_000 }, (_, index) => {
    const [x, y] = [200 + (index % 400), 300 + Math.floor(index / 1000)];
    return { polygons: [[Float64Array.of(x, y, x + 1, y, x + 1, y + 1, x, y)]] };
  });
  expect(reportExtent(grid, zones)).toEqual([180, 280, 620, 520]);
});
