import fc from "fast-check";
import { expect, test } from "vitest";
import { planTiles, tileAt, tileCount } from "../core/raster/tile-plan.ts";
import { pictureGrid } from "../testing/pictures.ts";
import { openBlockClassRaster } from "./block-class-raster.ts";
import { createMemoryStore } from "./memory-store.ts";

const shape = { windowPx: 64, haloPx: 8, resolutionMetres: 0.2 };

/** What pixel (column, row) holds: never 0, so that nothing written looks like nothing. */
const classAt = (column: number, row: number) => 1 + ((column * 31 + row * 17) % 13);

function tileOf(plan: ReturnType<typeof planTiles>, index: number) {
  const { kept } = tileAt(plan, index);
  const classes = new Uint8Array(kept.width * kept.height).map((_, i) =>
    classAt(kept.column + (i % kept.width), kept.row + Math.floor(i / kept.width)),
  );
  return { width: kept.width, height: kept.height, classes, confidence: classes.map((numero) => numero * 3) };
}

test("any rectangle of any level is what was written there, and 0 outside", async () => {
  const plan = planTiles(pictureGrid(150, 110), shape);
  const raster = await openBlockClassRaster(plan, createMemoryStore());
  for (let index = 0; index < tileCount(plan); index++) await raster.writeTile(index, tileOf(plan, index));
  expect(raster.levels.map(({ scale }) => scale)).toEqual([1, 2, 4, 8, 16]);
  const rectangle = fc.record({
    column: fc.integer({ min: -20, max: 160 }),
    row: fc.integer({ min: -20, max: 120 }),
    width: fc.integer({ min: 1, max: 70 }),
    height: fc.integer({ min: 1, max: 70 }),
    level: fc.integer({ min: 0, max: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(rectangle, async ({ level, ...rect }) => {
      const { classes, confidence } = await raster.read(rect, level);
      const { width, height, scale } = raster.levels[level]!;
      classes.forEach((numero, i) => {
        const column = rect.column + (i % rect.width);
        const row = rect.row + Math.floor(i / rect.width);
        const inside = column >= 0 && row >= 0 && column < width && row < height;
        expect(numero).toBe(inside ? classAt(column * scale, row * scale) : 0);
        expect(confidence[i]).toBe(numero * 3);
      });
    }),
  );
});

test("a rectangle beside the raster is all 0, at every level", async () => {
  const plan = planTiles(pictureGrid(150, 110), shape);
  const raster = await openBlockClassRaster(plan, createMemoryStore());
  for (let index = 0; index < tileCount(plan); index++) await raster.writeTile(index, tileOf(plan, index));
  for (const [level] of raster.levels.entries())
    for (const [column, row] of [
      [-2, 0],
      [0, -2],
      [150, 0],
      [0, 110],
      [-9, -9],
    ] as const)
      expect((await raster.read({ column, row, width: 1, height: 1 }, level)).classes).toEqual(Uint8Array.of(0));
});

test("what was done is found again in the same store, what was not is 0", async () => {
  const plan = planTiles(pictureGrid(150, 110), shape);
  const store = createMemoryStore();
  const before = await openBlockClassRaster(plan, store);
  await before.writeTile(1, tileOf(plan, 1));
  await before.writeTile(4, tileOf(plan, 4));
  const after = await openBlockClassRaster(plan, store);
  expect([...Array(tileCount(plan)).keys()].filter((index) => after.isWritten(index))).toEqual([1, 4]);
  const counts = after.counts();
  expect(counts.reduce((sum, pixels) => sum + pixels, 0)).toBe(
    tileAt(plan, 1).kept.width * tileAt(plan, 1).kept.height + tileAt(plan, 4).kept.width * tileAt(plan, 4).kept.height,
  );
  expect((await after.read({ column: 0, row: 0, width: 1, height: 1 }, 0)).classes[0]).toBe(0);
});

test("a tile of the wrong size is refused", async () => {
  const plan = planTiles(pictureGrid(150, 110), shape);
  const raster = await openBlockClassRaster(plan, createMemoryStore());
  const wrong = { width: 3, height: 3, classes: new Uint8Array(9), confidence: new Uint8Array(9) };
  await expect(raster.writeTile(0, wrong)).rejects.toMatchObject({ tag: "internal" });
  expect(raster.isWritten(0)).toBe(false);
});
