import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mulberry32, picture, pictureGrid, readerOf } from "../../testing/pictures.ts";
import { zoneInPixels } from "../../testing/zones.ts";
import type { Grid } from "../raster/grid.ts";
import type { Zone } from "../vector/overlay/overlay.ts";
import { withRings } from "../vector/rings.ts";
import { trace } from "../vector/trace.ts";
import { agreementOf, compare } from "./comparison.ts";
import { survey } from "./survey.ts";

const PIXEL = 0.04; // m²

const rectangle = (grid: Grid, left: number, top: number, right: number, bottom: number): Zone =>
  zoneInPixels(grid, [
    [
      [left, top],
      [right, top],
      [right, bottom],
      [left, bottom],
    ],
  ]);

const mapOf = async (rows: readonly string[]) => survey(withRings(await trace(picture(rows))), {}).map;

describe("a comparison", () => {
  test("has our classes in rows, theirs in columns, and what they do not cover", async () => {
    const map = await mapOf(["3399", "3399"]);
    const comparison = compare(map, {
      nomenclature: "ocsge",
      zones: [rectangle(map.grid, 0, 0, 1.5, 2), rectangle(map.grid, 1.5, 0, 3, 2), rectangle(map.grid, 9, 9, 10, 10)],
      codes: ["CS1.1.1.2", "CS2.2.1", "CS1.2.2"],
    });
    expect(comparison.codes).toEqual(["CS1.1.1.2", "CS2.1.1.1", "CS2.2.1"]);
    const inPixels = (row: readonly number[]) => row.map((area) => Math.round((area / PIXEL) * 1e6) / 1e6);
    expect(comparison.matrix.map(inPixels)).toEqual([
      [3, 0, 1],
      [0, 0, 2],
      [0, 0, 0],
    ]);
    expect(inPixels(comparison.unmapped)).toEqual([0, 2, 0]);
    const { compared, overall, byClass } = agreementOf(comparison);
    expect(compared).toBeCloseTo(6 * PIXEL, 9);
    expect(overall).toBeCloseTo(0.5, 9);
    expect(byClass[0]).toMatchObject({
      ofOurs: expect.closeTo(0.75),
      ofTheirs: expect.closeTo(1),
      ofEither: expect.closeTo(0.75),
    });
    expect(byClass[2]).toMatchObject({ ofOurs: Number.NaN, ofTheirs: 0, ofEither: 0 });
  });

  test("by CoSIA counts its numbers in their order; a zone without class covers nothing", async () => {
    const map = await mapOf(["2c"]);
    const zones = [rectangle(map.grid, 0, 0, 1, 1), rectangle(map.grid, 1, 0, 2, 1)];
    const { codes, matrix, unmapped } = compare(map, { nomenclature: "cosia", zones, codes: ["12", null] });
    expect(codes).toEqual(["2", "12"]);
    expect(matrix[0]![1]).toBeCloseTo(PIXEL, 9);
    expect(unmapped).toEqual([0, expect.closeTo(PIXEL, 9)]);
  });

  test("is what counting pixels gives, sums up to the map, and turns over with the maps", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer(),
        async (width, height, seed) => {
          const random = mulberry32(seed);
          const draw = () => Uint8Array.from({ length: width * height }, () => Math.floor(random() * 4));
          const surveyed = async (pixels: Uint8Array) =>
            survey(withRings(await trace(readerOf(pixels, pictureGrid(width, height)))), {}).map;
          const [one, other] = [draw(), draw()];
          const [ours, theirs] = [await surveyed(one), await surveyed(other)];
          const zonesOf = (pixels: Uint8Array) => ({
            nomenclature: "cosia" as const,
            zones: Array.from(pixels, (_, at) => {
              const [column, row] = [at % width, Math.floor(at / width)];
              return rectangle(ours.grid, column, row, column + 1, row + 1);
            }),
            codes: Array.from(pixels, (numero) => (numero === 0 ? null : String(numero))),
          });
          const forth = compare(ours, zonesOf(other));
          const back = compare(theirs, zonesOf(one));
          const counted = (row: string, column: string | undefined) =>
            one.filter((numero, at) => String(numero) === row && String(other[at]) === (column ?? "0")).length * PIXEL;
          for (const [row, code] of forth.codes.entries()) {
            for (const [column, theirCode] of forth.codes.entries()) {
              expect(forth.matrix[row]![column]).toBeCloseTo(counted(code, theirCode), 6);
              const [turnedRow, turnedColumn] = [back.codes.indexOf(theirCode), back.codes.indexOf(code)];
              const turned = back.matrix[turnedRow]?.[turnedColumn] ?? 0;
              expect(forth.matrix[row]![column]).toBeCloseTo(turned, 6);
            }
            expect(forth.unmapped[row]).toBeCloseTo(counted(code, undefined), 6);
          }
          const all = [...forth.matrix.flat(), ...forth.unmapped].reduce((sum, area) => sum + area, 0);
          expect(all).toBeCloseTo(one.filter((numero) => numero > 0).length * PIXEL, 6);
        },
      ),
      { numRuns: 40 },
    );
  });
});
