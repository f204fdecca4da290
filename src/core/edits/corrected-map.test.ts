import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { naiveTrace } from "../../testing/naive-trace.ts";
import { mulberry32, pictureGrid, readerOf } from "../../testing/pictures.ts";
import { starZones, zoneInPixels } from "../../testing/zones.ts";
import { toMap } from "../geo/affine.ts";
import { librePreset } from "../landcover/presets.ts";
import type { Grid } from "../raster/grid.ts";
import { gridBounds } from "../raster/grid.ts";
import { polygonPixels } from "../vector/areas.ts";
import { checkCoverage } from "../vector/check.ts";
import type { Coverage } from "../vector/coverage.ts";
import { facesAt } from "../vector/faces-at.ts";
import { vectorise } from "../vector/vectorise.ts";
import { CorrectedMap } from "./corrected-map.ts";
import type { Edit } from "./edit.ts";

const randomPixels = (width: number, height: number, classes: number, seed: number, lowest = 1): Uint8Array => {
  const random = mulberry32(seed);
  return Uint8Array.from({ length: width * height }, () => lowest + Math.floor(random() * classes));
};

const rectangle = (grid: Grid, x: number, y: number, width: number, height: number) =>
  zoneInPixels(grid, [
    [
      [x, y],
      [x + width, y],
      [x + width, y + height],
      [x, y + height],
    ],
  ]);

/** What a map shows at the centre of each pixel. */
const classesOf = (map: Coverage): Uint8Array => {
  const { width, height } = map.grid;
  return Uint8Array.from(facesAt(map, gridBounds(map.grid), width, height), (face) =>
    face < 0 ? 0 : map.faces.numero[face]!,
  );
};

const onPixels = fc.record({
  width: fc.integer({ min: 2, max: 14 }),
  height: fc.integer({ min: 2, max: 14 }),
  classes: fc.integer({ min: 2, max: 4 }),
  lowest: fc.integer({ min: 0, max: 1 }),
  seed: fc.integer(),
  strokes: fc.array(
    fc.record({
      x: fc.integer({ min: -2, max: 13 }),
      y: fc.integer({ min: -2, max: 13 }),
      width: fc.integer({ min: 1, max: 9 }),
      height: fc.integer({ min: 1, max: 9 }),
      numero: fc.integer({ min: 1, max: 5 }),
      kind: fc.constantFrom("shape", "face"),
    }),
    { minLength: 1, maxLength: 8 },
  ),
});

describe("on a map of whole pixels", () => {
  test("corrections give the map of the pixels painted alike, face by face", async () => {
    await fc.assert(
      fc.asyncProperty(onPixels, async ({ width, height, classes, lowest, seed, strokes }) => {
        const pixels = randomPixels(width, height, classes, seed, lowest);
        const grid = pictureGrid(width, height);
        const base = await vectorise(readerOf(pixels, grid), { preset: librePreset(0) });
        const corrected = new CorrectedMap(base);
        const painted = pixels.slice();
        for (const stroke of strokes) {
          const { numero } = stroke;
          if (stroke.kind === "shape") {
            const { x, y, width: w, height: h } = stroke;
            corrected.add({ kind: "shape", by: "brush", shape: rectangle(grid, x, y, w, h), to: { numero } });
            for (let row = Math.max(0, y); row < Math.min(height, y + h); row++) {
              for (let column = Math.max(0, x); column < Math.min(width, x + w); column++) {
                if (painted[row * width + column] !== 0) painted[row * width + column] = numero;
              }
            }
          } else {
            const [column, row] = [Math.max(0, stroke.x) % width, Math.max(0, stroke.y) % height];
            const was = painted[row * width + column]!;
            if (was === 0) continue;
            const own = filled(painted, width, row * width + column);
            const shape = {
              polygons: own.flatMap(
                (pixel) => rectangle(grid, pixel % width, Math.floor(pixel / width), 1, 1).polygons,
              ),
            };
            corrected.add({
              kind: "face",
              at: toMap(grid.affine, column + 0.5, row + 0.5),
              was,
              shape,
              to: { numero },
            });
            for (const pixel of own) painted[pixel] = numero;
          }
        }
        const { coverage } = corrected.finish();
        expect(checkCoverage(coverage)).toEqual([]);
        expect([...classesOf(coverage)]).toEqual([...painted]);
        const naive = naiveTrace(painted, width, height);
        expect(facesSorted(coverage)).toEqual(
          naive.faces.map(({ numero, pixels: area }) => `${numero} ${area}`).sort(),
        );
        expect(coverage.arcs.count).toBe(naive.arcs.length);
        expect(corrected.count().faces).toBe(naive.faces.length);
        expect(corrected.unplaced).toBe(
          strokes.filter(
            ({ kind, x, y, width: w, height: h }) =>
              kind === "shape" &&
              !pixels.some((numero, at) => {
                const [column, row] = [at % width, Math.floor(at / width)];
                return numero !== 0 && column >= x && column < x + w && row >= y && row < y + h;
              }),
          ).length,
        );
      }),
      { numRuns: 100 },
    );
  });
});

const facesSorted = (map: Coverage): string[] => {
  const areas = polygonPixels(map);
  return Array.from(map.faces.numero, (numero, face) => `${numero} ${areas[face]}`).sort();
};

/** The pixels of one class around one. */
function filled(pixels: Uint8Array, width: number, first: number): number[] {
  const found = new Set([first]);
  for (const pixel of found) {
    const column = pixel % width;
    const beside = [
      pixel - width,
      pixel + width,
      ...(column > 0 ? [pixel - 1] : []),
      ...(column < width - 1 ? [pixel + 1] : []),
    ];
    for (const other of beside) if (pixels[other] === pixels[first]) found.add(other);
  }
  return [...found];
}

const anywhere = fc
  .record({ width: fc.integer({ min: 2, max: 24 }), height: fc.integer({ min: 2, max: 24 }) })
  .chain(({ width, height }) =>
    fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      classes: fc.integer({ min: 2, max: 4 }),
      seed: fc.integer(),
      simplifyMetres: fc.constantFrom(0, 0.4),
      strokes: fc.array(
        fc.record({
          rings: starZones(width, height),
          numero: fc.integer({ min: 1, max: 5 }),
          use: fc.constantFrom(undefined, undefined, "US5", null),
        }),
        { minLength: 1, maxLength: 6 },
      ),
    }),
  );

describe("anywhere", () => {
  test("the map stays sound, and undoing leads back to the map before, to the last bit", async () => {
    await fc.assert(
      fc.asyncProperty(anywhere, async ({ width, height, classes, seed, simplifyMetres, strokes }) => {
        const grid = pictureGrid(width, height);
        const base = await vectorise(readerOf(randomPixels(width, height, classes, seed), grid), {
          preset: librePreset(0.2),
          simplifyMetres,
        });
        const edits = strokes.map(
          ({ rings, numero, use }): Edit => ({
            kind: "shape",
            by: "brush",
            shape: zoneInPixels(grid, rings),
            to: use === undefined ? { numero } : { numero, use },
          }),
        );
        const corrected = new CorrectedMap(base);
        const maps = edits.map((edit) => {
          corrected.add(edit);
          const { coverage } = corrected.finish();
          expect(checkCoverage(coverage, width * height)).toEqual([]);
          return coverage;
        });
        for (let left = edits.length - 1; left > 0; left--) {
          corrected.takeBack();
          expect(corrected.finish().coverage).toEqual(maps[left - 1]);
        }
        corrected.takeBack();
        for (const edit of edits) corrected.add(edit);
        expect(corrected.finish().coverage).toEqual(maps.at(-1));
      }),
      { numRuns: 60 },
    );
  });
});
