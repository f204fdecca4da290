import { describe, expect, it } from "vitest";
import type { Zone } from "./lattice.ts";
import { touches } from "./touches.ts";

const box = (left: number, bottom: number, right: number, top: number): Zone => ({
  polygons: [[Float64Array.of(left, bottom, right, bottom, right, top, left, top, left, bottom)]],
});

describe("ground in common", () => {
  it.each([
    ["a corner in the other", box(0, 0, 4, 4), box(3, 3, 8, 8), true],
    ["one around the other", box(0, 0, 9, 9), box(3, 3, 4, 4), true],
    ["a road across a square, no corner in either", box(0, 3, 9, 4), box(3, 0, 6, 9), true],
    ["neighbours along a side", box(0, 0, 3, 3), box(3, 0, 6, 3), false],
    ["apart", box(0, 0, 2, 2), box(3, 3, 4, 4), false],
  ])("%s", (_, one, other, expected) => {
    expect(touches(one, [other])).toBe(expected);
    expect(touches(other, [one])).toBe(expected);
  });

  it("none with what lies in a hole", () => {
    const ring: Zone = { polygons: [[...box(0, 0, 9, 9).polygons[0]!, ...box(2, 2, 7, 7).polygons[0]!]] };
    expect(touches(ring, [box(3, 3, 4, 4)])).toBe(false);
  });
});
