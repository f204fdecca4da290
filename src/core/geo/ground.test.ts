import { describe, expect, test } from "vitest";
import { crsOf } from "./crs.ts";
import { areaFactor, groundLength, groundMetricOf, isMetric } from "./ground.ts";

const metricAt = (code: number, x: number, y: number) => groundMetricOf(crsOf(code)!)(x, y);

describe("a degree", () => {
  // Lengths of a degree on GRS 80: Snyder, USGS 1395, table 3 is of Clarke's ellipsoid; these are NGA's, WGS 84.
  test.each([
    [0, 110_574.3, 111_319.5],
    [45, 111_131.8, 78_846.8],
    [60, 111_412.2, 55_800.0],
  ])("at latitude %d is %d m northwards, %d m eastwards", (latitude, north, east) => {
    const metric = metricAt(4326, 3, latitude);
    expect(Math.abs(groundLength(metric, 0, 1) - north)).toBeLessThan(0.1);
    expect(Math.abs(groundLength(metric, 1, 0) - east)).toBeLessThan(0.1);
  });
});

test("Lambert-93 is true on its standard parallels and small between them", () => {
  // 44° and 49° N on the central meridian; the scale in the middle is IGN's −1 m a kilometre or so.
  expect(groundLength(metricAt(2154, 700_000, 6_322_407), 1, 0)).toBeCloseTo(1, 5);
  expect(groundLength(metricAt(2154, 700_000, 6_877_981), 1, 0)).toBeCloseTo(1, 5);
  const middle = metricAt(2154, 700_000, 6_600_000);
  expect(groundLength(middle, 1, 0)).toBeGreaterThan(1.0009);
  // conformal: the same in every direction
  expect(groundLength(middle, 0, 1) / groundLength(middle, 1, 0)).toBeCloseTo(1, 6);
  expect(groundLength(middle, 3, 4) / groundLength(middle, 5, 0)).toBeCloseTo(1, 6);
});

test("a metre of Web Mercator is the ellipsoid's, not the sphere's", () => {
  // at 45° N: 5 621 521 m. Eastwards 1/cos φ of the sphere against N cos φ, northwards M.
  const metric = metricAt(3857, 0, 5_621_521.486);
  expect(groundLength(metric, 1, 0)).toBeCloseTo(78_846.8 / 111_319.5, 5);
  expect(areaFactor(metric)).toBeLessThan(0.5);
});

test("only a projected metre other than Web Mercator's is a metre", () => {
  expect([2154, 2975, 3857, 4326].map((code) => isMetric(crsOf(code)!))).toEqual([true, true, false, false]);
});
