import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Affine } from "../geo/affine.ts";
import type { Zone } from "../vector/overlay/overlay.ts";
import { zoneMask } from "./zone-mask.ts";

/** Ten metres to the pixel, north up. */
const affine: Affine = [10, 0, 1000, 0, -10, 2000];
const ringOf = (corners: readonly (readonly [number, number])[]) =>
  Float64Array.from([...corners, corners[0]!].flatMap(([column, row]) => [1000 + 10 * column, 2000 - 10 * row]));
const zoneOf = (...rings: (readonly (readonly [number, number])[])[]): Zone => ({ polygons: [rings.map(ringOf)] });

const pictureOf = (mask: Uint8Array | undefined, width: number): string[] | undefined =>
  mask &&
  Array.from({ length: mask.length / width }, (_, row) => mask.subarray(row * width, (row + 1) * width).join(""));

describe("the pixels that zones cover", () => {
  test("are those whose centre lies inside, without a hole, once where zones overlap", () => {
    const square = zoneOf([[0.4, 0.4], [5.6, 0.4], [5.6, 4.4], [0.4, 4.4]], [[2, 2], [4, 2], [4, 4], [2, 4]]); // biome-ignore format: a ring on a line
    const triangle = zoneOf([[4.2, -3], [9, 1.4], [4.2, 1.4]]); // biome-ignore format: a ring on a line
    const mask = zoneMask({ affine }, [square, triangle]);
    expect(pictureOf(mask({ column: 0, row: 0, width: 8, height: 6 }), 8)).toEqual([
      "11111111",
      "11111100",
      "11001100",
      "11001100",
      "00000000",
      "00000000",
    ]);
    expect(mask({ column: 2, row: 2, width: 2, height: 2 })).toBeUndefined();
    expect(mask({ column: 0, row: 5, width: 8, height: 3 })).toBeUndefined();
  });

  test("are the same whatever rectangles are asked for", () => {
    // no side passes through a centre, where rounding would decide
    const place = (shift: number) => fc.integer({ min: -50, max: 350 }).map((tenths) => tenths / 10 + shift);
    const corner = fc.tuple(place(Math.SQRT2 / 100), place(Math.PI / 100));
    const ring = fc.array(corner, { minLength: 3, maxLength: 8 });
    fc.assert(
      fc.property(
        fc.array(fc.array(ring, { minLength: 1, maxLength: 3 }), { maxLength: 3 }),
        fc.integer({ min: 1, max: 9 }),
        (zones, step) => {
          const mask = zoneMask(
            { affine },
            zones.map((rings) => zoneOf(...rings)),
          );
          const found = new Uint8Array(30 * 30);
          for (let row = 0; row < 30; row += step)
            for (let column = 0; column < 30; column += step) {
              const part = mask({ column, row, width: step, height: step }) ?? new Uint8Array(step * step);
              for (const [at, value] of part.entries()) {
                const [x, y] = [column + (at % step), row + Math.floor(at / step)];
                if (x < 30 && y < 30) found[30 * y + x] = value;
              }
            }
          const expected = found.map((_, at) => {
            const centre = [(at % 30) + 0.5, Math.floor(at / 30) + 0.5] as const;
            return Number(zones.some((rings) => around(rings, centre) % 2 === 1));
          });
          expect(found).toEqual(expected);
        },
      ),
      { seed: 35, numRuns: 60 },
    );
  });
});

/** How many times a ray to the west meets the rings, side by side. */
function around(rings: readonly (readonly (readonly [number, number])[])[], [x, y]: readonly [number, number]): number {
  let met = 0;
  for (const ring of rings) {
    for (const [index, [ax, ay]] of ring.entries()) {
      const [bx, by] = ring[(index + 1) % ring.length]!;
      if (ay > y !== by > y && ax + ((y - ay) * (bx - ax)) / (by - ay) <= x) met++;
    }
  }
  return met;
}
