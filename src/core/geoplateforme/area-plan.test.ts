import fc from "fast-check";
import { expect, test } from "vitest";
import { crsOf } from "../geo/crs.ts";
import { guessMillesime } from "../millesime.ts";
import { areaFileName, cornerOf, planArea } from "./area-plan.ts";

const lambert93 = crsOf(2154)!;

test("an area on the pixels of BD ORTHO stays as it is; another grows to whole pixels", () => {
  expect(planArea([700_000, 6_600_000, 700_204.8, 6_600_102.4], lambert93)).toMatchObject({
    width: 1024,
    height: 512,
    requests: 1,
    fits: true,
  });
  const grown = planArea([700_000.1, 6_600_000.1, 700_000.3, 6_600_000.3], lambert93)!;
  expect([grown.width, grown.height]).toEqual([2, 2]);
  expect(cornerOf(grown, 0, 0)).toEqual([700_000, 6_600_000.4]);
  expect(cornerOf(grown, 2, 2)).toEqual([700_000.4, 6_600_000]);
});

test("the plan holds the area and not a pixel more, wherever it lies", () => {
  const coordinate = fc.double({ min: -1e6, max: 8e6, noNaN: true });
  const length = fc.double({ min: 0.01, max: 5000, noNaN: true });
  fc.assert(
    fc.property(coordinate, coordinate, length, length, (x, y, width, height) => {
      const plan = planArea([x, y, x + width, y + height], lambert93)!;
      const [minX, maxY] = cornerOf(plan, 0, 0);
      const [maxX, minY] = cornerOf(plan, plan.width, plan.height);
      for (const spare of [x - minX, y - minY, maxX - x - width, maxY - y - height]) {
        expect(spare).toBeGreaterThan(-1e-3);
        expect(spare).toBeLessThan(0.2 + 1e-3);
      }
    }),
  );
});

test("one BD ORTHO sheet fits, a little more does not; the estimate is of its pixels", () => {
  const sheet = planArea([725_000, 6_245_000, 730_000, 6_250_000], lambert93)!;
  expect(sheet).toMatchObject({ width: 25_000, height: 25_000, requests: 625, fits: true });
  expect(sheet.squareMetres).toBeCloseTo(25e6);
  expect(sheet.bytes / 1e6).toBeCloseTo(312.5);
  expect(planArea([725_000, 6_245_000, 730_000.2, 6_250_000], lambert93)!.fits).toBe(false);
});

test("asks in the first realisation of a system, and in none that is not served", () => {
  const codeOf = (code: number) => planArea([0, 0, 100, 100], crsOf(code)!)?.crs.code;
  expect([2154, 9794, 9793, 3943, 9823, 9843, 2975].map(codeOf)).toEqual([2154, 2154, 2154, 3943, 3943, 3943, 2975]);
  expect([4326, 3857, 3035].map(codeOf)).toEqual([undefined, undefined, undefined]);
});

test("no part of a file's name is taken for the year of the photograph", () => {
  const plan = planArea([490_000, 1_998_000, 490_100, 1_998_100], crsOf(5490)!)!;
  const name = areaFileName(plan, new Date("2026-11-22T19:50:30Z"));
  expect(name).toBe("BDORTHO_490000_1998100_20261122T195030.tif");
  expect(guessMillesime(name)).toBe("");
});
