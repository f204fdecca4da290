import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { picture, pictureGrid, readerOf } from "../../testing/pictures.ts";
import { checkCoverage } from "../vector/check.ts";
import { trace } from "../vector/trace.ts";
import { type BuiltSurvey, surveyBuilt } from "./built-survey.ts";
import { type BuiltZone, builtZone, zoneCoverage } from "./built-zone.ts";
import { closed } from "./closing.ts";
import { pixelsInZone } from "./zone-share.ts";

vi.setConfig({ testTimeout: 120_000 });

const rasters = fc.tuple(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 1, max: 64 })).chain(([width, height]) =>
  fc.record({
    width: fc.constant(width),
    height: fc.constant(height),
    classes: fc
      .array(fc.constantFrom(0, 1, 1, 2, 3, 3, 3), { minLength: width * height, maxLength: width * height })
      .map((values) => Uint8Array.from(values)),
  }),
);

/** Ground sample distance in metres: 5, 2 and 1 pixels to the side of a cell. */
const gridOf = (width: number, height: number, gsd: number) =>
  pictureGrid(width, height, { affine: [gsd, 0, 700_000, 0, -gsd, 6_600_000] });

const surveyOf = (classes: Uint8Array, width: number, height: number, gsd = 0.2): Promise<BuiltSurvey> =>
  surveyBuilt(readerOf(classes, gridOf(width, height, gsd)), 1);

test("patches are the built faces that tracing finds, in the same order", async () => {
  await fc.assert(
    fc.asyncProperty(rasters, async ({ width, height, classes }) => {
      const survey = await surveyOf(classes, width, height);
      const onlyBuilt = classes.map((numero) => Number(numero === 1));
      const map = await trace(readerOf(onlyBuilt, pictureGrid(width, height)));
      expect([...survey.pixels]).toEqual([...map.faces.pixels]);
      let nothing = 0;
      for (let run = 0; run < survey.noData.ofRow[height]!; run++)
        nothing += survey.noData.end[run]! - survey.noData.start[run]!;
      expect(nothing).toBe(classes.filter((numero) => numero === 0).length);
    }),
  );
});

test("a face's pixels in the zone are those one counts, at any cell size", async () => {
  await fc.assert(
    fc.asyncProperty(rasters, fc.constantFrom(0.2, 0.5, 1), async ({ width, height, classes }, gsd) => {
      const zone = builtZone(await surveyOf(classes, width, height, gsd), 4, 2);
      const map = await trace(readerOf(classes, gridOf(width, height, gsd)));
      const labels = labelsOf(classes, width);
      const counted = new Float64Array(map.faces.count);
      for (const [pixel, face] of labels.entries()) {
        if (face >= 0 && isInside(zone, pixel % width, Math.floor(pixel / width))) counted[face] = counted[face]! + 1;
      }
      expect(pixelsInZone(map, zone)).toEqual(counted);
    }),
  );
});

function isInside({ cells, cellPixels, grid }: BuiltZone, x: number, y: number): boolean {
  return cells[Math.floor(y / cellPixels) * grid.width + Math.floor(x / cellPixels)] === 1;
}

/** The 4-connected component of each pixel, numbered by first pixel; −1 for class 0. */
function labelsOf(classes: Uint8Array, width: number): Int32Array {
  const labels = new Int32Array(classes.length).fill(-1);
  let count = 0;
  for (const [first, numero] of classes.entries()) {
    if (numero === 0 || labels[first] !== -1) continue;
    const stack = [first];
    while (stack.length > 0) {
      const pixel = stack.pop()!;
      if (classes[pixel] !== numero || labels[pixel] !== -1) continue;
      labels[pixel] = count;
      if (pixel % width > 0) stack.push(pixel - 1);
      if (pixel % width < width - 1) stack.push(pixel + 1);
      stack.push(pixel - width, pixel + width);
    }
    count++;
  }
  return labels;
}

describe("the zone", () => {
  test("lies between the closings of the pixels themselves by two cells less and two cells more", async () => {
    const houses = fc.array(
      fc.record({
        x: fc.integer({ min: 0, max: 50 }),
        y: fc.integer({ min: 0, max: 50 }),
        width: fc.integer({ min: 8, max: 20 }),
        height: fc.integer({ min: 8, max: 20 }),
      }),
      { minLength: 1, maxLength: 5 },
    );
    await fc.assert(
      fc.asyncProperty(houses, fc.constantFrom(4, 6), async (rects, closingMetres) => {
        const size = 64;
        const classes = new Uint8Array(size * size).fill(3);
        for (const { x, y, width, height } of rects)
          for (let row = y; row < Math.min(size, y + height); row++)
            classes.fill(1, row * size + x, row * size + Math.min(size, x + width));
        const zone = builtZone(await surveyOf(classes, size, size, 0.5), 0, closingMetres);
        const built = classes.map((numero) => Number(numero === 1));
        const least = closed(built, size, size, (closingMetres - 2) / 0.5);
        const most = closed(thickened(built, size, 2), size, size, (closingMetres + 2) / 0.5);
        for (let pixel = 0; pixel < classes.length; pixel++) {
          const inside = isInside(zone, pixel % size, Math.floor(pixel / size));
          if (inside) expect(most[pixel]).toBe(1);
          // A cell may leave out up to its own side of what is built.
          else if (surrounded(least, size, pixel, 2)) expect.unreachable(`pixel ${pixel} should be inside`);
        }
      }),
    );
  });

  test("is a layer of its own: sound, of the zone's area, without confidence", async () => {
    const zone = builtZone(await surveyBuilt(picture(["1133", "1133", "3331", "1333"], metres), 1), 2, 1);
    const coverage = await zoneCoverage(zone);
    expect(checkCoverage(coverage)).toEqual([]);
    expect(coverage.faces.count).toBe(1);
    expect([...coverage.faces.pixels]).toEqual([4]);
    expect(coverage.faces.confidence[0]).toBeNaN();
  });
});

const metres = { affine: [1, 0, 700_000, 0, -1, 6_600_000] as const, gsdMetres: 1 };

function thickened(mask: Uint8Array, size: number, by: number): Uint8Array {
  return mask.map((_, pixel) => Number(around(size, pixel, by).some((at) => mask[at] === 1)));
}

function surrounded(mask: Uint8Array, size: number, pixel: number, by: number): boolean {
  return around(size, pixel, by).every((at) => mask[at] === 1);
}

/** The pixels of the square about one, those on the raster. */
function around(size: number, pixel: number, by: number): number[] {
  const found: number[] = [];
  const [x, y] = [pixel % size, Math.floor(pixel / size)];
  for (let row = Math.max(0, y - by); row <= Math.min(size - 1, y + by); row++)
    for (let column = Math.max(0, x - by); column <= Math.min(size - 1, x + by); column++)
      found.push(row * size + column);
  return found;
}
