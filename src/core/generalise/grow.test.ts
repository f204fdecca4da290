import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { picture, pictureGrid, readerOf } from "../../testing/pictures.ts";
import type { PixelRect } from "../raster/grid.ts";
import { type BuiltSurvey, surveyBuilt } from "./built-survey.ts";
import { grow } from "./grow.ts";

vi.setConfig({ testTimeout: 120_000 });

/** The picture with what patch 0 takes as "+"; undefined where there is no room. */
async function grown(rows: readonly string[], minPixels: number, targetPixels: number): Promise<string[] | undefined> {
  const survey = await surveyBuilt(picture(rows), 1);
  const growth = grow(survey, 0, boundsOf(survey, 0), minPixels, targetPixels);
  if (growth === undefined) return undefined;
  const letters = rows.map((row) => [...row]);
  for (const [at, taken] of growth.taken.entries()) {
    if (taken === 0) continue;
    const { column, row, width } = growth.rect;
    letters[row + Math.floor(at / width)]![column + (at % width)] = "+";
  }
  return letters.map((row) => row.join(""));
}

function boundsOf({ built, patchOf, grid }: BuiltSurvey, patch: number): PixelRect {
  let [left, top, right, bottom] = [grid.width, grid.height, 0, 0];
  for (let row = 0; row < grid.height; row++)
    for (let run = built.ofRow[row]!; run < built.ofRow[row + 1]!; run++) {
      if (patchOf[run] !== patch) continue;
      left = Math.min(left, built.start[run]!);
      right = Math.max(right, built.end[run]!);
      top = Math.min(top, row);
      bottom = row + 1;
    }
  return { column: left, row: top, width: right - left, height: bottom - top };
}

describe("a patch", () => {
  test("takes the nearest pixels, all around", async () => {
    expect(await grown(["33333", "33333", "33133", "33333", "33333"], 1, 9)).toEqual([
      "33333",
      "3+++3",
      "3+1+3",
      "3+++3",
      "33333",
    ]);
  });

  test("takes neither what is unknown nor another building, and goes around them", async () => {
    expect(await grown([".....", ".1.33", ".3333", "....."], 1, 5)).toEqual([".....", ".1.+3", ".+++3", "....."]);
    expect(await grown(["11133", "33113", "33333"], 4, 7)).toBeDefined();
    const between = await grown(["1313", "1311", "1311"], 2, 6);
    expect(between).toEqual(["1+13", "1+11", "1+11"]);
  });

  test("takes a building too small to count", async () => {
    expect(await grown(["1131", "3333"], 2, 8)).toEqual(["11++", "++++"]);
  });

  test("stays as it is where there is no room", async () => {
    expect(await grown(["...", ".13", "..."], 1, 3)).toBeUndefined();
  });
});

test("a patch grows to the target exactly, stays in one piece, leaves nothing nearer that it could reach", async () => {
  const rasters = fc.tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 24 })).chain(([width, height]) =>
    fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      classes: fc
        .array(fc.constantFrom(0, 1, 3, 3, 3, 3, 3), { minLength: width * height, maxLength: width * height })
        .map((values) => Uint8Array.from(values)),
      target: fc.integer({ min: 3, max: 60 }),
      minPixels: fc.integer({ min: 1, max: 3 }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(rasters, async ({ width, height, classes, target, minPixels }) => {
      const survey = await surveyBuilt(readerOf(classes, pictureGrid(width, height)), 1);
      for (let patch = 0; patch < survey.pixels.length; patch++) {
        if (survey.pixels[patch]! < minPixels || survey.pixels[patch]! >= target) continue;
        const own = pixelsOf(survey, (other) => other === patch);
        const blocked = pixelsOf(survey, (other) => other !== patch && survey.pixels[other]! >= minPixels);
        const isFree = (pixel: number) => classes[pixel] !== 0 && !blocked.has(pixel) && !own.has(pixel);
        const reachable = flood(own, (pixel) => isFree(pixel) || own.has(pixel), width, height);
        const growth = grow(survey, patch, boundsOf(survey, patch), minPixels, target);
        if (growth === undefined) {
          expect(reachable.size).toBeLessThan(target);
          continue;
        }
        const taken = new Set<number>();
        for (const [at, isTaken] of growth.taken.entries()) {
          const { rect } = growth;
          const pixel = (rect.row + Math.floor(at / rect.width)) * width + rect.column + (at % rect.width);
          if (isTaken === 1) taken.add(pixel);
        }
        expect(taken.size).toBe(target - own.size);
        expect([...taken].every(isFree)).toBe(true);
        const whole = (pixel: number) => own.has(pixel) || taken.has(pixel);
        expect(flood(own, whole, width, height).size).toBe(target);
        const distance = (pixel: number) =>
          Math.min(...[...own].map((at) => ((at % width) - (pixel % width)) ** 2 + (row(at) - row(pixel)) ** 2));
        const row = (pixel: number) => Math.floor(pixel / width);
        const furthest = Math.max(...[...taken].map(distance));
        // Of what is nearer than the furthest pixel taken, nothing is left that pixels as near lead to.
        const near = flood(
          own,
          (pixel) => own.has(pixel) || (isFree(pixel) && distance(pixel) < furthest),
          width,
          height,
        );
        for (const pixel of near) expect(whole(pixel)).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});

function pixelsOf({ built, patchOf, grid }: BuiltSurvey, isWanted: (patch: number) => boolean): Set<number> {
  const found = new Set<number>();
  for (let row = 0; row < grid.height; row++)
    for (let run = built.ofRow[row]!; run < built.ofRow[row + 1]!; run++)
      if (isWanted(patchOf[run]!))
        for (let x = built.start[run]!; x < built.end[run]!; x++) found.add(row * grid.width + x);
  return found;
}

/** What can be reached from `seeds` by pixel sides through wanted pixels, the seeds included. */
function flood(seeds: Set<number>, isWanted: (pixel: number) => boolean, width: number, height: number): Set<number> {
  const found = new Set(seeds);
  for (const pixel of found) {
    const x = pixel % width;
    const around = [x > 0 ? pixel - 1 : -1, x < width - 1 ? pixel + 1 : -1, pixel - width, pixel + width];
    for (const next of around) if (next >= 0 && next < width * height && isWanted(next)) found.add(next);
  }
  return found;
}
