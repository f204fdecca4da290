import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { pictureGrid, readerOf, seededClasses } from "../../testing/pictures.ts";
import { checkCoverage } from "./check.ts";
import { type Coverage, ringCorners } from "./coverage.ts";
import { mainDirection, squaredPlaces } from "./right-angles.ts";
import { withRings } from "./rings.ts";
import { simplify } from "./simplify.ts";
import { square } from "./square.ts";
import { trace } from "./trace.ts";

// Generous: the machine may be busy with others, and no test here is about time.
vi.setConfig({ testTimeout: 120_000 });

const SIZE = 90;

/** A house of `width` × `height` pixels, turned, in a garden; beside a street where `street` says so. */
const house = async (turn: number, width: number, height: number, street: boolean): Promise<Coverage> => {
  const pixels = Uint8Array.from({ length: SIZE * SIZE }, (_, pixel) => {
    const x = (pixel % SIZE) - SIZE / 2 + 0.5;
    const y = Math.floor(pixel / SIZE) - SIZE / 2 + 0.5;
    const along = x * Math.cos(turn) + y * Math.sin(turn);
    const across = y * Math.cos(turn) - x * Math.sin(turn);
    if (Math.abs(along) < width / 2 && Math.abs(across) < height / 2) return 1;
    return street && along > 0 ? 3 : 12;
  });
  return await simplify(withRings(await trace(readerOf(pixels, pictureGrid(SIZE, SIZE)))), 0.4);
};

/** Degrees between each side of face 1 and the next, of the outer ring. */
const angles = (coverage: Coverage): number[] => {
  const face = coverage.faces.numero.indexOf(1);
  const points = ringCorners(coverage, coverage.rings.ofFace[face]!);
  const directions: number[] = [];
  for (let at = 2; at < points.length; at += 2) {
    directions.push(Math.atan2(points[at + 1]! - points[at - 1]!, points[at]! - points[at - 2]!));
  }
  return directions.map((direction, at) => {
    const turn = ((directions[(at + 1) % directions.length]! - direction) * 180) / Math.PI;
    return Math.abs(((turn + 540) % 360) - 180);
  });
};

const houses = fc.record({
  turn: fc.double({ min: 0, max: Math.PI, noNaN: true }),
  width: fc.integer({ min: 20, max: 50 }),
  height: fc.integer({ min: 20, max: 50 }),
  street: fc.boolean(),
});

test("a house in a garden gets four right angles, whichever way it is turned", async () => {
  await fc.assert(
    fc.asyncProperty(houses, async ({ turn, width, height }) => {
      const squared = await square(await house(turn, width, height, false), 1, 0.6);
      expect(angles(squared)).toHaveLength(4);
      for (const angle of angles(squared)) expect(Math.abs(angle - 90)).toBeLessThan(0.5);
    }),
    { numRuns: 40 },
  );
});

test("any house, beside a street or not, leaves a sound map of the same ground", async () => {
  await fc.assert(
    fc.asyncProperty(houses, async ({ turn, width, height, street }) => {
      const squared = await square(await house(turn, width, height, street), 1, 0.6);
      expect(checkCoverage(squared, SIZE * SIZE)).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test("any map at all stays sound, its ground covered, when its buildings are squared", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(),
      fc.constantFrom(0, 0.6, 2),
      fc.constantFrom(0.2, 0.4, 1),
      async (seed, speckle, metres) => {
        const reader = readerOf(seededClasses(48, speckle, seed), pictureGrid(48, 48));
        const simple = await simplify(withRings(await trace(reader)), metres);
        for (const numero of new Set(simple.faces.numero)) {
          expect(checkCoverage(await square(simple, numero, metres), 48 * 48)).toEqual([]);
        }
      },
    ),
    { numRuns: 20 },
  );
});

test("the main direction of a rectangle is that of its sides; a round thing has none", () => {
  const turned = mainDirection([0, 8, 4, -4], [0, 4, 12, 8])!;
  expect(Math.abs(Math.tan(turned))).toBeCloseTo(0.5, 6);
  const circle = Array.from({ length: 24 }, (_, at) => (at * Math.PI) / 12);
  expect(mainDirection(circle.map(Math.cos), circle.map(Math.sin))).toBeUndefined();
});

test("a side with a fixed corner turns about it, and one between two stays", () => {
  const xs = [0, 10, 10.5, -0.5];
  const ys = [0, 0.5, 10, 10];
  const none = [false, false, false, false];
  const places = squaredPlaces(xs, ys, [true, ...none.slice(1)], 0);
  expect(places[0]).toBeUndefined();
  expect(places[1]).toEqual([10.25, 0]);
  expect(squaredPlaces(xs, ys, [true, true, false, false], 0)[2]).toEqual([10, 10]);
});
