import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { pixelsInside, starZones, zoneInPixels } from "../../testing/zones.ts";
import { crsOf } from "../geo/crs.ts";
import type { Zone } from "../vector/overlay/overlay.ts";
import type { Grid } from "./grid.ts";
import { planTiles, type TilePlan } from "./tile-plan.ts";
import { tilesTouching } from "./tiles-touching.ts";

const grid = (width: number, height: number): Grid => ({
  width,
  height,
  affine: [0.2, 0, 700_000, 0, -0.2, 6_600_000],
  crs: crsOf(2154)!,
  bands: 3,
  gsdMetres: 0.2,
});

/** Tiles of 8 pixels. */
const planOf = (width: number, height: number): TilePlan =>
  planTiles(grid(width, height), { windowPx: 12, haloPx: 2, resolutionMetres: 0.2 });

const picture = (plan: TilePlan, zones: readonly Zone[], margin?: number): string[] => {
  const tiles = tilesTouching(plan, zones, margin);
  return Array.from({ length: plan.rows }, (_, row) =>
    [...tiles.subarray(row * plan.columns, (row + 1) * plan.columns)].map((mark) => ".#"[mark]!).join(""),
  );
};
const zone = (plan: TilePlan, ...rings: (readonly (readonly [number, number])[])[]) => zoneInPixels(plan.grid, rings);
const square = (from: number, to: number) => [[from, from], [to, from], [to, to], [from, to]] as const; // biome-ignore format: one ring

describe("of 5 × 5 tiles of 8 pixels", () => {
  const plan = planOf(40, 40);

  test("a triangle touches those it has ground in", () => {
    expect(picture(plan, [zone(plan, [[1, 1], [30, 4], [4, 30]])])).toEqual([
      "####.",
      "####.",
      "###..",
      "##...",
      ".....",
    ]); // biome-ignore format: a picture
  });

  test("a tile that lies wholly in a hole is left out", () => {
    expect(picture(plan, [zone(plan, square(-10, 50), square(13, 28))])).toEqual([
      "#####",
      "#####",
      "##.##",
      "#####",
      "#####",
    ]); // biome-ignore format: a picture
  });

  test("zones may overlap: what is in one of them counts", () => {
    const all = [zone(plan, square(-10, 50)), zone(plan, square(1, 39))];
    expect(picture(plan, all).join("")).toBe("#".repeat(25));
  });

  test("a zone inside one tile is one tile, and its neighbours with a margin that reaches them", () => {
    const house = [zone(plan, square(19, 21))];
    expect(picture(plan, house)).toEqual([".....", ".....", "..#..", ".....", "....."]);
    expect(picture(plan, house, 2.5)).toEqual([".....", ".....", "..#..", ".....", "....."]);
    expect(picture(plan, house, 3.5)).toEqual([".....", ".###.", ".###.", ".###.", "....."]);
  });

  test("a zone elsewhere touches nothing", () => {
    expect(picture(plan, [zone(plan, square(-30, -1))]).join("")).toBe(".".repeat(25));
  });
});

test("the tiles are those with ground in the zone, pixel by pixel, and no others", () => {
  const [width, height] = [26, 19];
  const plan = planOf(width, height);
  const classes = Uint8Array.from({ length: width * height }, (_, pixel) => {
    return Math.floor(Math.floor(pixel / width) / 8) * plan.columns + Math.floor((pixel % width) / 8);
  });
  fc.assert(
    fc.property(starZones(width, height), (rings) => {
      // Off the pixels' lattice: where a border only runs along a tile's edge, either answer would do.
      const off = rings.map((ring) => ring.map(([x, y]) => [x + Math.SQRT2 / 10, y + Math.SQRT1_2 / 10] as const));
      const star = zone(plan, ...off);
      const inside = pixelsInside(star, classes, plan.grid);
      expect([...tilesTouching(plan, [star])]).toEqual(
        Array.from({ length: plan.columns * plan.rows }, (_, tile) => Number(inside[tile]! > 1e-9)),
      );
    }),
    { numRuns: 500, seed: 5 },
  );
});
