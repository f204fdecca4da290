import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { picture, pictureGrid, readerOf } from "../../testing/pictures.ts";
import { borderOf, pixelsInside, starZones, zoneInPixels } from "../../testing/zones.ts";
import { overlapsOf } from "./overlaps.ts";
import type { Zone } from "./overlay/overlay.ts";
import { trace } from "./trace.ts";

// Generous: the machine may be busy with others, and no test here is about time.
vi.setConfig({ testTimeout: 120_000 });

const PIXEL = 0.04; // m²

/** Pixels that half a lattice step, a 512th of a pixel, moves along the border. */
const tolerance = (zone: Zone, grid: ReturnType<typeof pictureGrid>): number => borderOf(zone, grid) / 512 + 1e-9;

const cases = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 3 }))
  .chain(([width, height, classes]) =>
    fc.record({
      grid: fc.constant(pictureGrid(width, height)),
      classes: fc.uint8Array({ minLength: width * height, maxLength: width * height, max: classes }),
      rings: fc.array(starZones(width, height), { minLength: 1, maxLength: 4 }),
    }),
  );

describe("any zones over any map", () => {
  test("share with every class what the pixels' squares say", async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ grid, classes, rings }) => {
        const map = await trace(readerOf(classes, grid));
        const zones = rings.map((ring) => zoneInPixels(grid, ring));
        const found = overlapsOf(map, zones);
        zones.forEach((zone, number) => {
          const byClass = new Float64Array(256);
          for (const { zone, face, planimetric } of found) {
            if (zone === number) byClass[map.faces.numero[face]!]! += planimetric / PIXEL;
          }
          const expected = pixelsInside(zone, classes, grid);
          for (let numero = 1; numero < 4; numero++) {
            expect(Math.abs(byClass[numero]! - expected[numero]!)).toBeLessThanOrEqual(tolerance(zone, grid));
          }
        });
      }),
      { numRuns: 200 },
    );
  });

  test("take no face beyond itself: a zone around everything gives every face its own area", async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ grid, classes }) => {
        const map = await trace(readerOf(classes, grid));
        const everything = zoneInPixels(grid, [
          [
            [-50, -3],
            [40, -60],
            [70, 80],
            [-30, 90],
          ],
        ]);
        const found = overlapsOf(map, [everything]);
        expect(found.map(({ planimetric }) => planimetric)).toEqual(
          [...map.faces.pixels].map((pixels) => expect.closeTo(pixels * PIXEL, 12)),
        );
      }),
      { numRuns: 100 },
    );
  });
});

test("half a pixel is half a pixel", async () => {
  const reader = picture(["12", "12"]);
  const zone = zoneInPixels(reader.grid, [
    [
      [0.5, 0],
      [1.25, 0],
      [1.25, 2],
      [0.5, 2],
    ],
  ]);
  const found = overlapsOf(await trace(reader), [zone, zone]);
  expect(found).toMatchObject([
    { zone: 0, face: 0, planimetric: expect.closeTo(1 * PIXEL, 12) },
    { zone: 0, face: 1, planimetric: expect.closeTo(0.5 * PIXEL, 12) },
    { zone: 1, face: 0, planimetric: expect.closeTo(1 * PIXEL, 12) },
    { zone: 1, face: 1, planimetric: expect.closeTo(0.5 * PIXEL, 12) },
  ]);
});

test("a zone inside one face, and one where there is no map", async () => {
  const reader = picture(["1111", "1..1", "1..1", "1111"]);
  const square = (at: number) =>
    zoneInPixels(reader.grid, [
      [
        [at, at],
        [at + 0.5, at],
        [at + 0.5, at + 0.5],
        [at, at + 0.5],
      ],
    ]);
  const found = overlapsOf(await trace(reader), [square(0.25), square(1.5)]);
  expect(found).toMatchObject([{ zone: 0, face: 0, planimetric: expect.closeTo(0.25 * PIXEL, 12) }]);
});
