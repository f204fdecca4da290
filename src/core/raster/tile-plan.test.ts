import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { crsOf } from "../geo/crs.ts";
import { type Grid, gridBounds } from "./grid.ts";
import { inStrips, isCoarse, planTiles, tileAt, tileCount, tilesFrom } from "./tile-plan.ts";

const grid = (width: number, height: number, gsdMetres: number): Grid => ({
  width,
  height,
  gsdMetres,
  bands: 3,
  crs: crsOf(2154)!,
  affine: [gsdMetres, 0, 700_000, 0, -gsdMetres, 6_600_000],
});

const anyPlan = fc
  .record({
    width: fc.integer({ min: 1, max: 900 }),
    height: fc.integer({ min: 1, max: 900 }),
    gsd: fc.constantFrom(0.05, 0.08, 0.15, 0.2, 0.2000001, 0.25, 0.4, 0.5, 1),
    windowPx: fc.constantFrom(64, 128, 512),
    halo: fc.integer({ min: 0, max: 24 }),
    resolutionMetres: fc.constantFrom(0.2, 0.4),
  })
  .map(({ width, height, gsd, windowPx, halo, resolutionMetres }) =>
    planTiles(grid(width, height, gsd), { windowPx, haloPx: halo, resolutionMetres }),
  );

test("every pixel is kept by exactly one tile", () => {
  fc.assert(
    fc.property(anyPlan, (plan) => {
      const hits = new Uint8Array(plan.grid.width * plan.grid.height);
      for (let index = 0; index < tileCount(plan); index++) {
        const { kept } = tileAt(plan, index);
        for (let row = kept.row; row < kept.row + kept.height; row++)
          for (let column = kept.column; column < kept.column + kept.width; column++)
            hits[row * plan.grid.width + column]!++;
      }
      return hits.every((count) => count === 1);
    }),
    { numRuns: 60 },
  );
});

test("the window reaches at least the halo around what is kept", () => {
  fc.assert(
    fc.property(anyPlan, (plan) => {
      const size = plan.shape.windowPx * plan.scale;
      const halo = plan.shape.haloPx * plan.scale - 1e-6;
      for (let index = 0; index < tileCount(plan); index++) {
        const { kept, windowColumn, windowRow } = tileAt(plan, index);
        if (kept.column - windowColumn < halo || kept.row - windowRow < halo) return false;
        if (windowColumn + size - (kept.column + kept.width) < halo) return false;
        if (windowRow + size - (kept.row + kept.height) < halo) return false;
      }
      return true;
    }),
    { numRuns: 60 },
  );
});

test("a 20 cm image keeps its grid; a 5 cm one takes the model's resolution over the same extent", () => {
  const shape = { windowPx: 512, haloPx: 64, resolutionMetres: 0.2 };
  expect(planTiles(grid(1000, 500, 0.2), shape).grid).toMatchObject({ width: 1000, height: 500, gsdMetres: 0.2 });
  expect(planTiles(grid(1001, 500, 0.05), shape).grid).toMatchObject({ width: 251, height: 125, gsdMetres: 0.2 });
});

test("a coarse plan has pixels twice as wide, the same extent and a quarter of the windows; it is told from the fine one", () => {
  const shape = { windowPx: 512, haloPx: 96, resolutionMetres: 0.2 };
  const fine = planTiles(grid(25_000, 25_000, 0.2), shape);
  const coarse = planTiles(grid(25_000, 25_000, 0.2), shape, true);
  expect(coarse).toMatchObject({ tilePx: 320, scale: 1, columns: 40, rows: 40, shape: { resolutionMetres: 0.4 } });
  expect(coarse.grid).toMatchObject({ width: 12_500, height: 12_500, gsdMetres: 0.4 });
  expect(gridBounds(coarse.grid)).toEqual(gridBounds(fine.grid));
  expect([isCoarse(fine, shape), isCoarse(coarse, shape)]).toEqual([false, true]);
  // an image that is no finer than that keeps its pixels
  expect(planTiles(grid(1000, 1000, 0.5), shape, true)).toMatchObject({ grid: { width: 1000 }, scale: 0.8 });
});

test("a BD ORTHO tile of 25 000² px is 4 356 windows of 512 px", () => {
  const plan = planTiles(grid(25_000, 25_000, 0.2), { windowPx: 512, haloPx: 64, resolutionMetres: 0.2 });
  expect(plan).toMatchObject({ tilePx: 384, scale: 1, columns: 66, rows: 66 });
});

test("tiles come nearest first, none missing", () => {
  const plan = planTiles(grid(2000, 1200, 0.2), { windowPx: 512, haloPx: 64, resolutionMetres: 0.2 });
  const order = tilesFrom(plan, 1999, 1199);
  expect(order[0]).toBe(tileCount(plan) - 1);
  expect([...order].sort((p, q) => p - q)).toEqual([...Array(tileCount(plan)).keys()]);
});

describe("an area of many files", () => {
  const plan = planTiles(grid(100_000, 40_000, 0.2), { windowPx: 512, haloPx: 64, resolutionMetres: 0.2 });
  const all = Uint32Array.from({ length: tileCount(plan) }, (_, tile) => tile);
  /** How often an order goes to another file of 25 000 pixels a side than the six last seen. */
  const openings = (order: Uint32Array) => {
    const open: string[] = [];
    let count = 0;
    for (const tile of order) {
      const { column, row } = tileAt(plan, tile).kept;
      const file = `${Math.floor(column / 25_000)} ${Math.floor(row / 25_000)}`;
      const at = open.indexOf(file);
      if (at === -1) count++;
      else open.splice(at, 1);
      open.push(file);
      if (open.length > 6) open.shift();
    }
    return count;
  };

  test("is taken file after file, from a place or in reading order, and no tile is left out", () => {
    const from = tilesFrom(plan, 60_000, 10_000);
    const { column, row } = tileAt(plan, from[0]!).kept;
    expect([Math.abs(column - 60_000) <= plan.tilePx, Math.abs(row - 10_000) <= plan.tilePx]).toEqual([true, true]);
    expect([...from].sort((p, q) => p - q)).toEqual([...all]);
    expect([...inStrips(plan, all)].sort((p, q) => p - q)).toEqual([...all]);
    // eight files; each square or strip comes back to some of its neighbours'
    expect(openings(from)).toBeLessThanOrEqual(24);
    expect(openings(inStrips(plan, all))).toBeLessThanOrEqual(16);
  });

  test("one of a single file is not cut", () => {
    const small = planTiles(grid(25_000, 25_000, 0.2), { windowPx: 512, haloPx: 64, resolutionMetres: 0.2 });
    const tiles = Uint32Array.from({ length: tileCount(small) }, (_, tile) => tile);
    expect(inStrips(small, tiles)).toEqual(tiles);
  });
});
