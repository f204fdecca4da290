import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { surveyedPicture } from "../../testing/surveyed-maps.ts";
import { squaredDistances } from "../generalise/distance.ts";
import { librePreset } from "../landcover/presets.ts";
import { gridBounds } from "../raster/grid.ts";
import { checkCoverage } from "../vector/check.ts";
import { facesAt } from "../vector/faces-at.ts";
import { changesOf, figuresOf } from "./change-ledger.ts";
import { isChange } from "./change-map.ts";
import { type ComparedMap, compareDates } from "./compare-dates.ts";

// Generous: the machine may be busy with others, and no test here is about time.
vi.setConfig({ testTimeout: 120_000 });

const PIXEL = 0.2 ** 2;

async function compared(before: string[], after: string[], leastPixels = 0): Promise<ComparedMap> {
  return compareDates({
    before: { kind: "map", map: await surveyedPicture(before) },
    after: { kind: "map", map: await surveyedPicture(after), preset: librePreset(leastPixels * PIXEL) },
    settings: { toleranceMetres: 1.5, shift: [0, 0] },
  });
}

type Box = readonly [letter: string, left: number, top: number, right: number, bottom: number];

/** Rows of bare ground (5), and boxes of columns and rows drawn on it one after the other. */
function ground(width: number, height: number, ...boxes: readonly Box[]): string[] {
  const rows = Array.from({ length: height }, () => Array.from({ length: width }, () => "5"));
  for (const [letter, left, top, right, bottom] of boxes) {
    for (const row of rows.slice(top, bottom)) row.fill(letter, left, Math.min(right, width));
  }
  return rows.map((row) => row.join(""));
}

/** Changes as found, and their pixels. */
const changesIn = (map: ComparedMap) =>
  changesOf(map)
    .map(({ found, squareMetres }) => [found.before, found.after, Math.round(squareMetres / PIXEL)])
    .sort((one, other) => one.join().localeCompare(other.join()));

const [BUILT, BARE, WATER, GRASS] = ["CS1.1.1.1", "CS1.2.1", "CS1.2.2", "CS2.2.1"];

describe("a piece narrower than the tolerance", () => {
  test("goes with what it became where that goes on beside it, the earlier date with it", async () => {
    // A strip of grass 60 cm wide ran across the ground of a new building.
    const before = ground(60, 40, ["c", 29, 5, 32, 35]);
    const map = await compared(before, ground(60, 40, ["1", 10, 5, 50, 35]));
    expect(changesIn(map)).toEqual([[BARE, BUILT, 40 * 30]]);
    expect(map.absorbed).toBeCloseTo(3 * 30 * PIXEL, 9);
    const { codes, flows } = figuresOf(map);
    expect(codes).toEqual([BUILT, BARE]);
    expect(flows.flat().reduce((sum, area) => sum + area, 0)).toBeCloseTo(60 * 40 * PIXEL, 9);
  });

  test("or with what it was, where that goes on", async () => {
    // A wall of 60 cm across a new lawn is not a building.
    const after = ground(60, 40, ["c", 10, 5, 50, 35], ["1", 29, 5, 32, 35]);
    const map = await compared(ground(60, 40), after);
    expect(changesIn(map)).toEqual([[BARE, GRASS, 40 * 30]]);
    expect(map.absorbed).toBe(0);
  });

  test("or is no change where nothing beside it is like it", async () => {
    // Grass has come onto a strip of 60 cm of what was a house, whose wall stays, and water onto the ground before it.
    const before = ground(60, 40, ["1", 10, 5, 30, 35]);
    const after = ground(60, 40, ["1", 10, 5, 27, 35], ["c", 27, 5, 30, 35], ["6", 30, 5, 50, 35]);
    const map = await compared(before, after);
    expect(changesIn(map)).toEqual([[BARE, WATER, 20 * 30]]);
    expect(map.absorbed).toBe(0);
  });

  test("two of them make a change where together they are one", async () => {
    const strips = (one: string, other: string) => ground(60, 40, [one, 20, 0, 25, 40], [other, 25, 0, 30, 40]);
    const map = await compared(ground(60, 40), strips("6", "c"));
    expect(changesIn(map).map(([, , pixels]) => pixels)).toEqual([400]);
  });
});

test("a building on what were two plots stays whole, and both plots are told", async () => {
  const before = ground(60, 40, ["c", 30, 0, 60, 40]);
  const after = ground(60, 40, ["c", 30, 0, 60, 40], ["1", 20, 10, 40, 30]);
  // neither half is as large as a building must be
  expect(changesIn(await compared(before, after, 400))).toEqual([
    [BARE, BUILT, 200],
    [GRASS, BUILT, 200],
  ]);
});

test("changes that only touch are judged each for itself", async () => {
  const before = ground(60, 40, ["c", 30, 0, 60, 40]);
  const after = ground(60, 40, ["c", 30, 0, 60, 40], ["6", 10, 10, 30, 30], ["1", 30, 10, 40, 20]);
  expect(changesIn(await compared(before, after, 200))).toEqual([[BARE, WATER, 400]]);
});

const boxes = fc.array(
  fc
    .tuple(
      fc.constantFrom("1", "6", "c"),
      fc.integer({ min: 0, max: 44 }),
      fc.integer({ min: 0, max: 44 }),
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1, max: 30 }),
    )
    .map(([letter, x, y, w, h]): Box => [letter, x, y, x + w, Math.min(48, y + h)]),
  { minLength: 1, maxLength: 7 },
);

test("of any maps: the disc fits into every change, and the later date is the earlier one and the changes", async () => {
  let seen = { changes: 0, absorbed: 0 };
  await fc.assert(
    fc.asyncProperty(boxes, boxes, async (drawnBefore, drawnAfter) => {
      const [before, after] = [ground(48, 48, ...drawnBefore), ground(48, 48, ...drawnAfter)];
      const map = await compared(before, after, 60);
      expect(checkCoverage(map).filter(({ fault }) => fault !== "arc-separates-equal-classes")).toEqual([]);

      // Cells of 10 cm, four to a pixel: every border lies between them.
      const under = facesAt(map, gridBounds(map.grid), 96, 96);
      const was = facesAt(await surveyedPicture(before), gridBounds(map.grid), 96, 96);
      const { covers } = await surveyedPicture(before);
      let others = 0;
      under.forEach((face, cell) => {
        if (map.before.covers[face] === covers[was[cell]!]) return;
        others++;
        expect(isChange(map, face)).toBe(true);
      });
      expect(map.absorbed).toBeCloseTo(others / 100, 9);

      const { codes, flows, compared: total } = figuresOf(map);
      const changes = changesOf(map);
      expect(total).toBeCloseTo(48 * 48 * PIXEL, 9);
      for (const [place, code] of codes.entries()) {
        const row = flows[place]!.reduce((sum, area) => sum + area, 0);
        const column = flows.reduce((sum, from) => sum + from[place]!, 0);
        const signed = changes.map(
          ({ found, squareMetres }) => (Number(found.after === code) - Number(found.before === code)) * squareMetres,
        );
        expect(column - row).toBeCloseTo(
          signed.reduce((sum, area) => sum + area, 0),
          9,
        );
      }

      const margin = 24;
      const side = 96 + 2 * margin;
      for (const [face] of map.before.covers.entries()) {
        if (!isChange(map, face)) continue;
        seen = { ...seen, changes: seen.changes + 1 };
        const still = new Uint8Array(side * side).fill(1);
        under.forEach((other, cell) => {
          if (other === face) still[(Math.floor(cell / 96) + margin) * side + (cell % 96) + margin] = 0;
        });
        // Half a cell's diagonal from the disc's centre, and less than one from its rim.
        const widest = Math.sqrt(squaredDistances(still, side, side).reduce((most, depth) => Math.max(most, depth), 0));
        expect(widest).toBeGreaterThan(8 - 2 * Math.SQRT1_2);
      }
      seen = { ...seen, absorbed: seen.absorbed + map.absorbed };
    }),
    { numRuns: 40 },
  );
  expect(seen.changes).toBeGreaterThan(40);
  expect(seen.absorbed).toBeGreaterThan(0);
});
