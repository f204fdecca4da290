import { expect, test } from "vitest";
import { crsOf, knownCrs } from "../geo/crs.ts";
import { reprojection } from "../geo/reproject.ts";
import { exportSystems, territoryAt } from "./territories.ts";

/** Codes offered for a square of a hundredth of a degree around a place, in a system. */
const offered = (epsg: number, longitude: number, latitude: number): number[] => {
  const crs = crsOf(epsg)!;
  const [x, y] = reprojection(crsOf(4326)!, crs)(longitude, latitude);
  const half = crs.unit === "degree" ? 0.005 : 500;
  return exportSystems(crs, [x - half, y - half, x + half, y + half]).map(({ code }) => code);
};

test("an image in its territory's legal system stays in it", () => {
  expect(offered(2154, 3.2, 43.3)).toEqual([2154]);
  expect(offered(2975, 55.5, -21.1)).toEqual([2975]);
});

test("other systems are offered the legal one of where they lie", () => {
  expect(offered(4326, 3.2, 43.3)).toEqual([4326, 2154]);
  expect(offered(3857, 2.35, 48.86)).toEqual([3857, 2154]);
  expect(offered(3943, 3.2, 43.3)).toEqual([3943, 2154]);
  expect(offered(4326, -61.55, 16.25)).toEqual([4326, 5490]); // Pointe-à-Pitre
  expect(offered(4559, -61.0, 14.6)).toEqual([4559, 5490]); // Martinique in its older system
  expect(offered(4326, -52.3, 4.9)).toEqual([4326, 2972]); // Cayenne
  expect(offered(3857, 45.2, -12.8)).toEqual([3857, 4471]); // Mamoudzou
  expect(offered(4326, -56.2, 46.8)).toEqual([4326, 4467]); // Saint-Pierre
});

test("Lambert-93 is offered nowhere but in mainland France", () => {
  for (const [longitude, latitude] of [
    [-61.5, 16.2],
    [-52.3, 4.9],
    [55.5, -21.1],
    [13.4, 52.5], // Berlin
    [140, 36], // Tokyo
    [-177, -40],
    [2.3, -48], // the antipode's parallel
  ] as const) {
    expect(offered(4326, longitude, latitude)).not.toContain(2154);
  }
});

test("a place that is nowhere is in no territory, in any system", () => {
  expect(territoryAt(crsOf(4326)!, 0, 90)).toBeUndefined();
  for (const crs of knownCrs()) {
    for (const [x, y] of [
      [0, 0],
      [1e9, 1e9],
      [-1e12, 3],
      [400, 400],
    ] as const) {
      expect(territoryAt(crs, x, y)).toBeUndefined();
    }
  }
});
