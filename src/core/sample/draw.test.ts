import { describe, expect, test } from "vitest";
import { surveyedPicture } from "../../testing/surveyed-maps.ts";
import { toPixel } from "../geo/affine.ts";
import { drawSample } from "./draw.ts";
import { groundOfMap } from "./grounds.ts";
import { allocate } from "./size.ts";

/** A ring of water around a house, in a meadow that all of it interrupts: holes, and faces that fill little of their box. */
const map = await surveyedPicture([
  "cccccccccc",
  "c66666666c",
  "c6cccccc6c",
  "c6c11ccc6c",
  "c6c11ccc6c",
  "c6cccccc6c",
  "c66666666c",
  "cccccccccc",
]);
const design = { standardError: undefined, least: 10 };

describe("a sample that is drawn", () => {
  test("strata are the classes, with the areas of their polygons", () => {
    const { strata } = drawSample(groundOfMap(map), design, 60, 1);
    expect(strata.map(({ id, squareMetres }) => [id, Number(squareMetres.toFixed(6))])).toEqual([
      ["CS1.1.1.1", 4 * 0.04],
      ["CS1.2.2", 24 * 0.04],
      ["CS2.2.1", 52 * 0.04],
    ]);
  });

  test("every point lies in its stratum, and carries what the map says there", () => {
    const { points, strata } = drawSample(groundOfMap(map), design, 300, 7);
    expect(points).toHaveLength(300);
    const rows = ["cccccccccc", "c66666666c", "c6cccccc6c", "c6c11ccc6c", "c6c11ccc6c", "c6cccccc6c", "c66666666c"];
    const codes: Record<string, string> = { c: "CS2.2.1", "6": "CS1.2.2", "1": "CS1.1.1.1" };
    for (const { at, stratum, mapped } of points) {
      const [column, row] = toPixel(map.grid.affine, ...at).map(Math.floor) as [number, number];
      const code = codes[(rows[row] ?? rows[0]!)[column]!];
      expect(strata[stratum]!.id).toBe(code);
      expect(mapped.after.cover).toBe(code);
    }
  });

  test("the same seed gives the same points, another one others", () => {
    const of = (seed: number) => drawSample(groundOfMap(map), design, 60, seed).points.map(({ at }) => at);
    expect(of(5)).toEqual(of(5));
    expect(of(5)).not.toEqual(of(6));
  });

  test("the first points of a seed are these, in any browser", () => {
    const { points } = drawSample(groundOfMap(map), design, 60, 2026);
    expect(points.slice(0, 3).map(({ at, stratum }) => [...at, stratum])).toEqual([
      [700001.5250586007, 6599998.701508095, 1],
      [700000.6611453801, 6599998.662319932, 1],
      [700000.4917015203, 6599998.640050402, 1],
    ]);
  });

  test("places are as likely as any other: each pixel of a stratum is met as often, by chi-square", () => {
    const { points } = drawSample(groundOfMap(map), { ...design, least: 0 }, 24_000, 3);
    const met = new Map<string, number>();
    for (const { at, stratum } of points) {
      if (stratum !== 1) continue;
      const [column, row] = toPixel(map.grid.affine, ...at).map(Math.floor) as [number, number];
      met.set(`${column} ${row}`, (met.get(`${column} ${row}`) ?? 0) + 1);
    }
    const counts = [...met.values()];
    expect(counts).toHaveLength(24);
    const mean = counts.reduce((sum, count) => sum + count, 0) / 24;
    const chiSquare = counts.reduce((sum, count) => sum + (count - mean) ** 2 / mean, 0);
    expect(chiSquare).toBeLessThan(44.2); // 0.5 % of fair draws have more, at 23 degrees of freedom
  });

  test("the order of interpretation does not follow the strata", () => {
    const { points } = drawSample(groundOfMap(map), design, 90, 4);
    const changes = points.filter(({ stratum }, at) => at > 0 && stratum !== points[at - 1]!.stratum).length;
    expect(changes).toBeGreaterThan(30);
    expect(points.map(({ number }) => number)).toEqual(points.map((_, at) => at + 1));
  });
});

describe("points are shared out", () => {
  const strata = [
    { id: "CS1.1.1.1", squareMetres: 10 },
    { id: "CS1.2.2", squareMetres: 90 },
    { id: "CS2.2.1", squareMetres: 900 },
  ];

  test("so many as was said, the least to rare strata", () => {
    expect(allocate(strata, { standardError: undefined, least: 20 }, 100)).toEqual([20, 20, 60]);
  });

  test("the same to all where there are too few for that", () => {
    expect(allocate(strata, { standardError: undefined, least: 50 }, 30)).toEqual([10, 10, 10]);
    expect(allocate(strata, { standardError: undefined, least: 50 }, 2)).toEqual([0, 0, 2]);
  });

  test("by a precision: in proportion to area, and never below the least", () => {
    // (√(0.85 · 0.15) / 0.02)² = 318.75
    expect(allocate(strata, { standardError: 0.02, least: 30 }, undefined)).toEqual([30, 30, 288]);
  });
});
