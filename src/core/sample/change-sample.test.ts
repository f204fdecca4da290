import { expect, test } from "vitest";
import { surveyedPicture } from "../../testing/surveyed-maps.ts";
import { compareDates } from "../change/compare-dates.ts";
import { drawSample } from "./draw.ts";
import { groundOfChanges } from "./grounds.ts";
import { resultsOf } from "./results.ts";

/** 20 m to the pixel: every patch is above the smallest areas. Wood is built on, a house is pulled down. */
const grid = { affine: [20, 0, 700_000, 0, -20, 6_600_000] } as const;
const before = await surveyedPicture(["999999", "999911", "cccccc", "cccccc"], grid);
const after = await surveyedPicture(["991199", "991199", "cccccc", "cccccc"], grid);

test("a sample of changes: strata are the kinds of change and the stable grounds, to the square metre", async () => {
  const map = await compareDates({
    before: { kind: "map", map: before },
    after: { kind: "map", map: after },
    settings: { toleranceMetres: 0, shift: [0, 0], minChangeSquareMetres: 0 },
    area: undefined,
    pause: async () => {},
    onProgress: () => {},
  });
  const drawn = drawSample(groundOfChanges(map), { standardError: undefined, least: 8 }, 60, 3);
  expect(drawn.strata).toEqual([
    { id: "artificialised", squareMetres: 4 * 400 },
    { id: "renatured", squareMetres: 2 * 400 },
    { id: "stable-depends-on-use", squareMetres: 12 * 400 },
    { id: "stable-never", squareMetres: 6 * 400 },
  ]);
  expect(drawn.points[0]!.mapped.before).toBeDefined();

  // A person who sees everything as the map has it, but that no house was pulled down: it never stood.
  const points = drawn.points.map((point) => {
    const { before: was, after: is } = point.mapped;
    const seen = drawn.strata[point.stratum]!.id === "renatured" ? is.cover : was!.cover;
    return { ...point, answer: { before: seen, after: is.cover, comment: "" } };
  });
  const { estimates, net, classes } = resultsOf({ ...drawn, points });
  expect(estimates.areas[classes.indexOf("renatured")]!.value).toBe(0);
  expect(estimates.areas[classes.indexOf("renatured")]!.high).toBeGreaterThan(0);
  expect(estimates.areas[classes.indexOf("stable-never")]!.value).toBeCloseTo(8 * 400, 6);
  expect(net!.value).toBeCloseTo(4 * 400, 6);
});
