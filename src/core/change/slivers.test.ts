import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { surveyedPicture } from "../../testing/surveyed-maps.ts";
import { squaredDistances } from "../generalise/distance.ts";
import { gridBounds } from "../raster/grid.ts";
import { OUTSIDE } from "../vector/coverage.ts";
import { facesAt } from "../vector/faces-at.ts";
import { figuresOf } from "./change-ledger.ts";
import { type ComparedMap, compareDates } from "./compare-dates.ts";
import { layOver } from "./lay-over.ts";
import { withoutSlivers } from "./slivers.ts";

// Generous: the machine may be busy with others, and no test here is about time.
vi.setConfig({ testTimeout: 120_000 });

const PIXEL = 0.2 ** 2;

async function compared(before: string[], after: string[], toleranceMetres = 1.5): Promise<ComparedMap> {
  return compareDates({
    before: { kind: "map", map: await surveyedPicture(before) },
    after: { kind: "map", map: await surveyedPicture(after) },
    settings: { toleranceMetres, shift: [0, 0] },
  });
}

/** Rows of bare ground (5) with water (6) in boxes of columns and rows. */
function ground(width: number, height: number, ...boxes: readonly (readonly [number, number, number, number])[]) {
  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (_, column) =>
      boxes.some(([left, top, right, bottom]) => column >= left && column < right && row >= top && row < bottom)
        ? "6"
        : "5",
    ).join(""),
  );
}

/** Changed ground, pixels. */
function changedPixels(map: ComparedMap): number {
  const { codes, flows } = figuresOf(map);
  return (
    flows.flatMap((row, was) => row.filter((_, is) => codes[was] !== codes[is])).reduce((a, b) => a + b, 0) / PIXEL
  );
}

describe("a border that moved", () => {
  test.each([
    [7, 0],
    [8, 8 * 40],
  ])("by %i pixels of 20 cm, tolerance 1.5 m: %i pixels of change", async (moved, expected) => {
    for (const transposed of [false, true]) {
      const turn = (rows: string[]) =>
        transposed ? Array.from(rows[0]!, (_, at) => rows.map((row) => row[at]).join("")) : rows;
      const map = await compared(turn(ground(60, 40, [0, 0, 20, 40])), turn(ground(60, 40, [0, 0, 20 + moved, 40])));
      expect(changedPixels(map)).toBeCloseTo(expected, 6);
    }
  });

  test("by less than a larger tolerance, or at all where there is none", async () => {
    const [before, after] = [ground(60, 40, [0, 0, 20, 40]), ground(60, 40, [0, 0, 30, 40])];
    expect(changedPixels(await compared(before, after, 2.5))).toBe(0);
    expect(changedPixels(await compared(before, after, 0))).toBeCloseTo(400, 6);
  });
});

test("a thin tail is cut off near the change, which keeps its borders and corners", async () => {
  // 6 m × 6 m with a tail of 60 cm by 10 m
  const map = await compared(ground(120, 50), ground(120, 50, [10, 10, 40, 40], [40, 24, 90, 27]));
  const left = changedPixels(map) - 900;
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThanOrEqual(3 * 4); // less than 80 cm of it
  const under = facesAt(map, gridBounds(map.grid), 120, 50);
  const isWater = (column: number, row: number) => map.after.covers[under[120 * row + column]!] === "CS1.2.2";
  expect([isWater(10, 10), isWater(39, 10), isWater(10, 39), isWater(39, 39)]).toEqual([true, true, true, true]);
  expect([isWater(9, 20), isWater(50, 25), isWater(89, 25)]).toEqual([false, false, false]);
});

test("slivers beside each other are judged as the ground they are together", async () => {
  // Two strips of 1 m, one class each, are a strip of 2 m.
  const strips = (one: string, other: string) =>
    Array.from({ length: 40 }, () => "5".repeat(20) + one.repeat(5) + other.repeat(5) + "5".repeat(20));
  expect(changedPixels(await compared(strips("5", "5"), strips("6", "c")))).toBeCloseTo(400, 6);
  expect(changedPixels(await compared(strips("5", "5"), strips("6", "5")))).toBe(0);
});

/** Changed ground of random boxes, and some of it taken away. */
const boxes = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 44 }),
    fc.integer({ min: 0, max: 44 }),
    fc.integer({ min: 1, max: 24 }),
    fc.integer({ min: 1, max: 24 }),
  ),
  { minLength: 1, maxLength: 7 },
);

test("what stays is the changed ground near where the disc fits, of any boxes, cell by cell", async () => {
  await fc.assert(
    fc.asyncProperty(boxes, async (drawn) => {
      const after = ground(48, 48, ...drawn.map(([x, y, w, h]) => [x, y, x + w, y + h] as const));
      const [was, is] = await Promise.all([surveyedPicture(ground(48, 48)), surveyedPicture(after)]);
      const wait = { onProgress: () => {}, pause: async () => {} };
      const laid = await layOver({ kind: "map", map: was }, { kind: "map", map: is }, [0, 0], wait);
      const differ = Uint8Array.from(laid.before.covers, (cover, face) => Number(cover !== laid.after.covers[face]));
      const { map, changed } = await withoutSlivers(laid.map, differ, 1.5, wait);
      // Cells of 10 cm: four to a pixel. Beyond the map nothing has changed.
      const margin = 24;
      const side = 96 + 2 * margin;
      const still = new Uint8Array(side * side).fill(1);
      const cellAt = (column: number, row: number) => (row + margin) * side + column + margin;
      for (let row = 0; row < 96; row++) {
        for (let column = 0; column < 96; column++) {
          if (after[row >> 1]![column >> 1] === "6") still[cellAt(column, row)] = 0;
        }
      }
      const fits = Uint8Array.from(squaredDistances(still, side, side), (depth) => Number(depth >= 64));
      const near = squaredDistances(fits, side, side);
      const under = facesAt(map, gridBounds(map.grid), 96, 96);
      const expected = Array.from(under, (_, at) => {
        const cell = cellAt(at % 96, Math.floor(at / 96));
        return still[cell] === 0 && near[cell]! <= (8 * Math.SQRT2 + 1) ** 2;
      });
      expect(under.includes(OUTSIDE)).toBe(false);
      expect(Array.from(under, (face) => changed[face] === 1)).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});
