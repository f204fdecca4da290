import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { pictureGrid, readerOf } from "../../testing/pictures.ts";
import { librePreset } from "../landcover/presets.ts";
import { survey } from "../landcover/survey.ts";
import type { SurveyedMap } from "../landcover/surveyed-map.ts";
import { gridBounds } from "../raster/grid.ts";
import { checkCoverage } from "../vector/check.ts";
import { OUTSIDE } from "../vector/coverage.ts";
import { facesAt } from "../vector/faces-at.ts";
import { vectorise } from "../vector/vectorise.ts";
import { compareDates } from "./compare-dates.ts";

// Generous: the machine may be busy with others, and no test here is about time.
vi.setConfig({ testTimeout: 120_000 });

const exactly = { toleranceMetres: 0, shift: [0, 0] } as const;

const pairs = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })).chain(([width, height]) => {
  const classes = fc.uint8Array({ minLength: width * height, maxLength: width * height, max: 4 });
  return fc.record({ width: fc.constant(width), height: fc.constant(height), before: classes, after: classes });
});

async function mapOf(classes: Uint8Array, width: number, height: number): Promise<SurveyedMap> {
  const map = await vectorise(readerOf(classes, pictureGrid(width, height)), { preset: librePreset(0) });
  return survey(map, {}).map;
}

/** Cover at every pixel's centre, "" where there is none. */
function coversAt(map: Pick<SurveyedMap, "grid" | "unit" | "arcs">, covers: readonly string[]): string[] {
  const { width, height } = map.grid;
  return Array.from(facesAt(map, gridBounds(map.grid), width, height), (face) =>
    face === OUTSIDE ? "" : covers[face]!,
  );
}

/** What is wrong but that neighbours may be of one class: they differ at the other date. */
const faultsOf = (map: Parameters<typeof checkCoverage>[0]) =>
  checkCoverage(map).filter(({ fault }) => fault !== "arc-separates-equal-classes");

describe("two maps laid over each other", () => {
  test("say of every pixel what each of them says, without gap or overlap", async () => {
    await fc.assert(
      fc.asyncProperty(pairs, async ({ width, height, before, after }) => {
        const [earlier, later] = await Promise.all([mapOf(before, width, height), mapOf(after, width, height)]);
        const changes = await compareDates({
          before: { kind: "map", map: earlier },
          after: { kind: "map", map: later },
          settings: exactly,
        });
        const was = coversAt(earlier, earlier.covers);
        const is = coversAt(later, later.covers);
        const both = was.map((cover, pixel) => cover !== "" && is[pixel] !== "");
        expect(coversAt(changes, changes.before.covers)).toEqual(was.map((cover, at) => (both[at] ? cover : "")));
        expect(coversAt(changes, changes.after.covers)).toEqual(is.map((cover, at) => (both[at] ? cover : "")));
        expect(faultsOf(changes)).toEqual([]);
      }),
      { numRuns: 80 },
    );
  });
});
