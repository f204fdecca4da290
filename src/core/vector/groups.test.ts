import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { picture, pictureGrid, rasterise, readerOf } from "../../testing/pictures.ts";
import { checkCoverage } from "./check.ts";
import { dissolveBy, groupsOf } from "./groups.ts";
import { withRings } from "./rings.ts";
import { trace } from "./trace.ts";

// Generous: the machine may be busy with others, and no test here is about time.
vi.setConfig({ testTimeout: 120_000 });

const rasters = fc.tuple(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 10 })).chain(([width, height]) =>
  fc.record({
    grid: fc.constant(pictureGrid(width, height)),
    classes: fc.uint8Array({ minLength: width * height, maxLength: width * height, max: 6 }),
  }),
);

describe("a map dissolved by an attribute", () => {
  test("is the map traced from the raster of that attribute", async () => {
    await fc.assert(
      fc.asyncProperty(rasters, async ({ grid, classes }) => {
        const map = await trace(readerOf(classes, grid));
        // Two classes to a key, and 0 remains no data.
        const halved = classes.map((numero) => Math.ceil(numero / 2));
        const { coverage, faceOf } = dissolveBy(
          map,
          map.faces.numero.map((numero) => Math.ceil(numero / 2)),
        );
        const traced = withRings(await trace(readerOf(halved, grid)));
        expect([...coverage.faces.pixels]).toEqual([...traced.faces.pixels]);
        expect(coverage.arcs.count).toBe(traced.arcs.count);
        expect(coverage.arcs.points.length).toBe(traced.arcs.points.length);
        expect(rasterise(coverage).classes.map((numero) => Math.ceil(numero / 2))).toEqual(halved);
        expect(checkCoverage(coverage).filter(({ fault }) => fault !== "arc-separates-equal-classes")).toEqual([]);
        map.faces.numero.forEach((numero, face) => {
          expect(Math.ceil(numero / 2)).toBe(traced.faces.numero[faceOf[face]!]);
        });
      }),
      { numRuns: 150 },
    );
  });
});

test("a group of faces knows whether it meets the outside", async () => {
  const map = await trace(picture(["11111", "12341", "12.41", "15551", "11111"]));
  // faces in the order of their first pixel: 1, 2, 3, 4, 5
  const { count, of, meetsOutside } = groupsOf(map, ["a", "b", "c", "b", "b"]);
  expect(count).toBe(3);
  expect([...of]).toEqual([0, 1, 2, 1, 1]);
  expect([...meetsOutside]).toEqual([1, 1, 1]);
  expect([...groupsOf(map, ["a", "b", "c", "d", "e"]).meetsOutside]).toEqual([1, 1, 1, 1, 1]);
  expect([...groupsOf(await trace(picture(["111", "121", "111"])), [0, 1]).meetsOutside]).toEqual([1, 0]);
});
