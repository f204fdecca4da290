import { describe, expect, test } from "vitest";
import { picture } from "../../testing/pictures.ts";
import { zoneInPixels } from "../../testing/zones.ts";
import { isAppError } from "../errors.ts";
import { polygonPixels } from "../vector/areas.ts";
import type { LandCoverMap } from "../vector/land-cover-map.ts";
import { withRings } from "../vector/rings.ts";
import { trace } from "../vector/trace.ts";
import { survey } from "./survey.ts";

const PIXEL = 0.04; // m²

const mapOf = async (rows: readonly string[]): Promise<LandCoverMap> => withRings(await trace(picture(rows)));
const rectangle = (map: LandCoverMap, left: number, top: number, right: number, bottom: number) =>
  zoneInPixels(map.grid, [
    [
      [left, top],
      [right, top],
      [right, bottom],
      [left, bottom],
    ],
  ]);

describe("a cut map", () => {
  test("has the codes of the whole one: a pool on the border is still in its garden", async () => {
    // Cut to its right half, the pool borders on the yard only.
    const map = await mapOf(["ccccc", "cc443", "ccccc"]);
    const cut = survey(map, { area: [rectangle(map, 3, 1, 5, 2)] }).map;
    expect([...cut.faces.numero]).toEqual([4, 3]);
    expect(cut.covers).toEqual(["CS2.2.1", "CS1.1.1.2"]);
    expect([...polygonPixels(cut)]).toEqual([1, 1]);
  });

  test("has the artificialisation of the whole one: an island cut in two is the size it is", async () => {
    const map = await mapOf(["33333", "39993", "33333"]);
    const { summary } = survey(map, { area: [rectangle(map, 0, 0, 2, 3)] });
    // All of it: the trees are an island of 3 pixels in sealed ground.
    expect(summary.artificialisation.certain.planimetric).toBeCloseTo(6 * PIXEL, 9);
    expect(summary.artificialisation.impermeable.planimetric).toBeCloseTo(5 * PIXEL, 9);
  });

  test("takes the zone construite along", async () => {
    const map = await mapOf(["11", "11"]);
    const cut = survey({ ...map, builtZone: map }, { area: [rectangle(map, 0, 0, 1, 2)] }).map;
    expect([...polygonPixels(cut.builtZone!)]).toEqual([2]);
  });
});

test("a summary has every class once, in the nomenclature's order, with its perimeter", async () => {
  const { summary } = survey(await mapOf(["cd9", "cd9"]), {});
  expect(summary.classes).toMatchObject([
    {
      code: "CS2.1.1.1",
      planimetric: expect.closeTo(2 * PIXEL, 9),
      confidenceWeighted: expect.closeTo((2 * PIXEL * 90) / 255, 9),
    },
    { code: "CS2.2.1", planimetric: expect.closeTo(4 * PIXEL, 9) },
  ]);
  // Lawn and crops are one ground: the border between them is none of the code's.
  expect([...summary.perimeters]).toEqual([
    ["CS2.2.1", expect.closeTo(8 * 0.2, 9)],
    ["CS2.1.1.1", expect.closeTo(6 * 0.2, 9)],
  ]);
});

describe("zones", () => {
  test("are told each for itself, with what no face covers", async () => {
    const map = await mapOf(["99.", "33."]);
    const { zones } = survey(map, { zones: [rectangle(map, 0, 0, 2, 1), rectangle(map, 1, 0, 4, 2)] });
    expect(zones).toMatchObject([
      { area: { planimetric: expect.closeTo(2 * PIXEL, 6) }, classes: [{ code: "CS2.1.1.1" }] },
      {
        classes: [{ code: "CS1.1.1.2" }, { code: "CS2.1.1.1" }],
        unmapped: { planimetric: expect.closeTo(4 * PIXEL, 6) },
      },
    ]);
    expect(zones[0]!.unmapped.planimetric).toBeCloseTo(0, 6);
  });

  test("of a layer of uses decide a face that they cover by more than half", async () => {
    const map = await mapOf(["cc", "99", "cc"]);
    const layer = (height: number) => ({ zones: [rectangle(map, 0, 0, 2, height)], uses: ["US5"] });
    expect(survey(map, { useLayer: layer(0.5) }).map.uses).toEqual([null, null, null]);
    expect(survey(map, { useLayer: layer(0.75) }).map.uses).toEqual(["US5", null, null]);
    const told = survey(map, { useLayer: layer(1.75) });
    expect(told.map.uses).toEqual(["US5", "US5", null]);
    expect(told.summary.artificialisation).toMatchObject({
      certain: { planimetric: expect.closeTo(2 * PIXEL, 9) },
      dependsOnUse: { planimetric: expect.closeTo(2 * PIXEL, 9) },
      never: { planimetric: expect.closeTo(2 * PIXEL, 9) },
    });
  });

  test("with a use that there is none of are refused", async () => {
    const map = await mapOf(["c"]);
    const useLayer = { zones: [rectangle(map, 0, 0, 1, 1)], uses: ["US9"] };
    expect(() => survey(map, { useLayer })).toThrow(expect.toSatisfy((error) => isAppError(error, "argument-invalid")));
  });
});
