import fc from "fast-check";
import { expect, test } from "vitest";
import { confidenceBands } from "./confidence-bands.ts";

test("every face is in one band, an edge in the upper one, and the bands add up to the map", () => {
  const bands = confidenceBands([1, 2, 4, 8, 16], [0, 0.4999, 0.5, 0.9, 1])!;
  expect(bands.map(({ squareMetres }) => squareMetres)).toEqual([3, 4, 0, 0, 0, 24]);
  const faces = fc.array(fc.tuple(fc.integer({ min: 0, max: 1_000_000 }), fc.double({ min: 0, max: 1, noNaN: true })));
  fc.assert(
    fc.property(faces, (all) => {
      const areas = all.map(([area]) => area);
      const found = confidenceBands(
        areas,
        all.map(([, value]) => value),
      )!;
      const sum = found.reduce((total, { squareMetres }) => total + squareMetres, 0);
      expect(sum).toBe(areas.reduce((total, area) => total + area, 0));
      for (const { from, to, squareMetres } of found) {
        const within = all.filter(([, value]) => value >= from && (value < to || to === 1));
        expect(squareMetres).toBe(within.reduce((total, [area]) => total + area, 0));
      }
    }),
  );
});

test("a model that says nothing of its confidence has no bands", () => {
  expect(confidenceBands([1], [Number.NaN])).toBeNull();
});
