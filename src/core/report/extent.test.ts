import { expect, test } from "vitest";
import { pictureGrid } from "../../testing/pictures.ts";
import { crsOf } from "../geo/crs.ts";
import type { Grid } from "../raster/grid.ts";
import { comparedExtent, reportExtent } from "./extent.ts";

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

const whole = { epsg: 2154, bounds: [700_000, 6_600_000, 701_000, 6_601_000] } as const;
const squareKilometre = pictureGrid(1000, 1000, { affine: [1, 0, 700_000, 0, -1, 6_601_000], crs: crsOf(2154)! });

test("two dates are shown where both maps may be, the earlier one as it was moved", () => {
  const earlier = { epsg: 2154, bounds: [700_500, 6_599_000, 703_000, 6_600_600] } as const;
  expect(comparedExtent(squareKilometre, earlier, whole, [-2, 3])).toEqual([700_498, 6_600_000, 701_000, 6_600_603]);
  const ring = Float64Array.of(700_400, 6_600_200, 700_800, 6_600_200, 700_800, 6_600_300, 700_400, 6_600_300);
  const area = [{ polygons: [[ring]] }];
  expect(comparedExtent(squareKilometre, earlier, whole, [-2, 3], area)).toEqual([
    700_498, 6_600_180, 700_820, 6_600_320,
  ]);
});

test("an earlier map in another system is found where it lies", () => {
  const west = 3.0; // the central meridian of Lambert-93, where x is 700 000 m
  const degrees = { epsg: 4326, bounds: [west, 46, west + 1, 47] } as const;
  const [minX, minY, maxX, maxY] = comparedExtent(squareKilometre, degrees, whole, [0, 0]);
  expect([minX, minY, maxX, maxY]).toEqual(whole.bounds); // Lambert-93's origin, 46.5° north, is 6 600 000 m
});
