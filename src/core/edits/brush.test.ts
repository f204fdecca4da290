import fc from "fast-check";
import { expect, test } from "vitest";
import { isInside, pictureGrid } from "../../testing/pictures.ts";
import { toMap, toPixel } from "../geo/affine.ts";
import { brushShape } from "./brush.ts";

/** Off the sides of pixels, where the last digit would decide. */
const places = fc.integer({ min: -50, max: 250 }).map((tenths) => tenths / 10 + 0.037);

test("a brush paints the pixels whose centres it passed over, and no other", () => {
  fc.assert(
    fc.property(
      fc.record({
        width: fc.integer({ min: 1, max: 20 }),
        height: fc.integer({ min: 1, max: 20 }),
        radius: fc.double({ min: 0.05, max: 6, noNaN: true }),
        path: fc.array(fc.tuple(places, places), { minLength: 1, maxLength: 6 }),
      }),
      ({ width, height, radius, path }) => {
        const grid = pictureGrid(width, height);
        const line = Float64Array.from(path.flatMap(([x, y]) => toMap(grid.affine, x, y)));
        const { polygons } = brushShape(line, radius * grid.gsdMetres, grid);
        for (const ring of polygons.flat()) {
          expect([ring[0], ring[1]]).toEqual([ring.at(-2), ring.at(-1)]);
          for (let at = 0; at < ring.length; at += 2) {
            for (const value of toPixel(grid.affine, ring[at]!, ring[at + 1]!)) {
              expect(Math.abs(value - Math.round(value))).toBeLessThan(1e-6);
            }
          }
        }
        for (let row = 0; row < height; row++) {
          for (let column = 0; column < width; column++) {
            const [x, y] = [column + 0.5, row + 0.5];
            const least = Math.min(...path.map(([bx, by], at) => distance(x, y, path[Math.max(0, at - 1)]!, [bx, by])));
            if (Math.abs(least - radius) < 1e-6) continue;
            const isUnder = path.some(([px, py]) => Math.floor(px) === column && Math.floor(py) === row);
            const [mapX, mapY] = toMap(grid.affine, x, y);
            const times = polygons.filter((polygon) => isInside(polygon, mapX, mapY)).length;
            expect(times).toBe(Number(least < radius || isUnder));
          }
        }
      },
    ),
    { numRuns: 300 },
  );
});

/** By sampling, knowing nothing of feet of perpendiculars. */
function distance(x: number, y: number, a: readonly number[], b: readonly number[]): number {
  let [low, high] = [0, 1];
  const at = (t: number) => Math.hypot(x - a[0]! - t * (b[0]! - a[0]!), y - a[1]! - t * (b[1]! - a[1]!));
  for (let step = 0; step < 100; step++) {
    const [one, other] = [low + (high - low) / 3, high - (high - low) / 3];
    if (at(one) < at(other)) high = other;
    else low = one;
  }
  return Math.min(at(low), at(0), at(1));
}

test("a stroke across a large raster takes larger cells, not more memory", () => {
  const grid = pictureGrid(25_000, 25_000);
  const line = Float64Array.from([toMap(grid.affine, 10, 10), toMap(grid.affine, 24_000, 24_000)].flat());
  const { polygons } = brushShape(line, 50, grid);
  expect(polygons.length).toBe(1);
  const [x, y] = toMap(grid.affine, 12_000, 12_100);
  expect(isInside(polygons[0]!, x, y)).toBe(true);
});
