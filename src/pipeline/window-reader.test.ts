import fc from "fast-check";
import { expect, test } from "vitest";
import { windowAffine } from "../core/geo/affine.ts";
import type { RasterSource } from "../core/ports/raster-source.ts";
import { toKeptTile } from "../core/raster/kept-window.ts";
import { planTiles, tileAt, tileCount } from "../core/raster/tile-plan.ts";
import { pictureGrid } from "../testing/pictures.ts";
import { readModelWindow } from "./window-reader.ts";

/** A source whose pixel (column, row) is (column, row, 200) modulo 251 at every level; `noData` pixels have mask 0. */
function sourceOf(
  width: number,
  height: number,
  gsdMetres: number,
  scales: readonly number[],
  noData = (_c: number, _r: number) => false,
): RasterSource {
  const grid = pictureGrid(width, height, {
    bands: 3,
    gsdMetres,
    affine: [gsdMetres, 0, 700_000, 0, -gsdMetres, 6_600_000],
  });
  const levels = scales.map((scale) => ({ width: Math.ceil(width / scale), height: Math.ceil(height / scale), scale }));
  return {
    grid,
    levels,
    facts: {
      file: "f",
      format: "",
      compression: "",
      bands: 3,
      bits: 8,
      sampleFormat: "uint",
      tiled: true,
      bandNames: [],
      rendering: {},
    },
    async read(rect, level) {
      const { scale } = levels[level]!;
      const pixels = new Uint8Array(rect.width * rect.height * 3);
      const mask = new Uint8Array(rect.width * rect.height);
      for (let i = 0; i < mask.length; i++) {
        const column = (rect.column + (i % rect.width)) * scale;
        const row = (rect.row + Math.floor(i / rect.width)) * scale;
        const outside = column < 0 || row < 0 || column >= width || row >= height;
        pixels.set([column % 251, row % 251, 200], 3 * i);
        mask[i] = outside || noData(column, row) ? 0 : 255;
      }
      return {
        width: rect.width,
        height: rect.height,
        bands: 3,
        pixels,
        mask,
        affine: windowAffine(grid.affine, rect.column, rect.row, scale),
      };
    },
    close() {},
  };
}

const shape = { windowPx: 64, haloPx: 8, resolutionMetres: 0.2 };

test("at the model's resolution a window's middle is the tile's own pixels, wherever the tile lies", async () => {
  const source = sourceOf(200, 130, 0.2, [1, 2, 4]);
  const plan = planTiles(source.grid, shape);
  for (let index = 0; index < tileCount(plan); index++) {
    const window = (await readModelWindow(source, plan, index))!;
    const { kept, windowColumn, windowRow } = tileAt(plan, index);
    for (let row = 0; row < kept.height; row++)
      for (let column = 0; column < kept.width; column++) {
        const at = (row + kept.row - windowRow) * 64 + column + kept.column - windowColumn;
        expect(window.pixels[3 * at]).toBe((kept.column + column) % 251);
        expect(window.pixels[3 * at + 1]).toBe((kept.row + row) % 251);
        expect(window.mask[at]).toBe(255);
      }
  }
});

test("through any scale and back, a pixel's answer comes from the ground under it", async () => {
  const scales = fc.constantFrom(
    { gsd: 0.05, levels: [1, 2, 4] },
    { gsd: 0.08, levels: [1, 2] },
    { gsd: 0.25, levels: [1] },
    { gsd: 0.5, levels: [1] },
  );
  await fc.assert(
    fc.asyncProperty(scales, fc.integer({ min: 60, max: 240 }), async ({ gsd, levels }, size) => {
      const source = sourceOf(size, size, gsd, levels);
      const plan = planTiles(source.grid, shape);
      for (let index = 0; index < tileCount(plan); index++) {
        const window = (await readModelWindow(source, plan, index))!;
        // an "answer" that repeats the window's red: the source column, averaged or interpolated
        const middle = 64 - 2 * 8;
        const echo = new Uint8Array(middle * middle).map((_, i) => {
          const at = (Math.floor(i / middle) + 8) * 64 + (i % middle) + 8;
          return window.pixels[3 * at]!;
        });
        const tile = tileAt(plan, index);
        const { classes } = toKeptTile(plan, tile, { width: middle, height: middle, classes: echo, confidence: echo });
        const toSource = plan.grid.gsdMetres / gsd;
        classes.forEach((value, i) => {
          const column = (tile.kept.column + (i % tile.kept.width) + 0.5) * toSource - 0.5;
          // half a model pixel, half an output pixel, and the mirrored edge
          expect(Math.abs(value - column)).toBeLessThanOrEqual(0.1 / gsd + toSource / 2 + 1.5);
        });
      }
    }),
    { numRuns: 12 },
  );
});

test("nodata is masked; a window with nothing else is null", async () => {
  const source = sourceOf(200, 100, 0.2, [1], (column) => column < 120);
  const plan = planTiles(source.grid, shape);
  expect(await readModelWindow(source, plan, 0)).toBeNull();
  const { kept, windowColumn } = tileAt(plan, 2);
  const window = (await readModelWindow(source, plan, 2))!;
  expect(window.mask[8 * 64 + 119 - windowColumn]).toBe(0);
  expect(window.mask[8 * 64 + 120 - windowColumn]).toBe(255);
  expect(kept.column).toBe(96);
});

test("the model sees the tones of the plan, in every band its own; the image and its mask stay", async () => {
  const source = sourceOf(200, 100, 0.2, [1], (column) => column < 100);
  const plan = planTiles(source.grid, shape);
  const line = (add: number) => [0, 255].map((value) => [value, value + add] as const);
  const toned = { ...plan, tones: [line(10), line(0), line(100)] };
  const asItIs = (await readModelWindow(source, plan, 2))!;
  const seen = (await readModelWindow(source, toned, 2))!;
  asItIs.pixels.forEach((value, at) => {
    expect(seen.pixels[at]).toBe(Math.min(255, value + [10, 0, 100][at % 3]!));
  });
  expect(seen.mask).toEqual(asItIs.mask);
});
