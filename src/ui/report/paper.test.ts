import { expect, test } from "vitest";
import { crsOf } from "../../core/geo/crs.ts";
import { mapOnPaper } from "./paper.ts";

const lambert = crsOf(2154)!;

test("a square kilometre fills the height, keeps its shape and is told at its scale", () => {
  const map = mapOnPaper([700_000, 6_600_000, 701_000, 6_601_000], lambert);
  expect([map.widthMm, map.heightMm]).toEqual([150, 150]);
  expect([map.width, map.height]).toEqual([1181, 1181]);
  expect(map.denominator).toBe(6670); // 1 000 m on 150 mm
  expect(map.bar).toEqual({ metres: 200, mm: 30 });
});

test("long images keep their sides' proportion", () => {
  const lying = mapOnPaper([0, 0, 5000, 500], lambert);
  expect([lying.widthMm, lying.heightMm]).toEqual([170, 17]);
  const standing = mapOnPaper([0, 0, 500, 5000], lambert);
  expect([standing.widthMm, standing.heightMm]).toEqual([15, 150]);
});

test("in degrees and in Web Mercator the scale is the ground's, at the middle", () => {
  // At 60° north a degree of longitude is half one at the equator: 55.8 km.
  const degrees = mapOnPaper([10, 59.5, 11, 60.5], crsOf(4326)!);
  expect(Math.abs((degrees.denominator * degrees.widthMm) / 1000 / 55_800 - 1)).toBeLessThan(0.005);
  const mercator = mapOnPaper([0, 8_399_737, 2000, 8_401_737], crsOf(3857)!); // 60° north
  expect(Math.abs((mercator.denominator * mercator.widthMm) / 1000 / 1000 - 1)).toBeLessThan(0.01);
});
