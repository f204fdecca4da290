import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { closed } from "./closing.ts";
import { squaredDistances } from "./distance.ts";

vi.setConfig({ testTimeout: 120_000 });

const masks = fc
  .tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 24 }), fc.integer({ min: 0, max: 30 }))
  .chain(([width, height, percent]) =>
    fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      mask: fc
        .array(fc.integer({ min: 0, max: 99 }), { minLength: width * height, maxLength: width * height })
        .map((values) => Uint8Array.from(values, (value) => Number(value < percent))),
    }),
  );

type Mask = { width: number; height: number; mask: Uint8Array };

/** [column, row] of the cells that are set. */
const cellsOf = ({ width, mask }: Mask): (readonly [number, number])[] =>
  [...mask.keys()].filter((at) => mask[at] !== 0).map((at) => [at % width, Math.floor(at / width)] as const);

test("a squared distance is the least over all cells", () => {
  fc.assert(
    fc.property(masks, ({ width, height, mask }) => {
      const cells = cellsOf({ width, height, mask });
      const found = squaredDistances(mask, width, height);
      for (let at = 0; at < mask.length; at++) {
        const least = Math.min(
          ...cells.map(([x, y]) => (x - (at % width)) ** 2 + (y - Math.floor(at / width)) ** 2),
          30_000 ** 2,
        );
        if (found[at]! < 30_000 ** 2 || least < 30_000 ** 2) expect(found[at]).toBe(least);
      }
    }),
  );
});

/**
 * Closing by its definition, on a plane without edges: a cell is in it unless some disc that covers the cell misses the
 * mask. Discs are centred on cells.
 */
function bruteForceClosing({ width, height, mask }: Mask, radius: number): Uint8Array {
  const reach = Math.floor(radius);
  const disc: (readonly [number, number])[] = [];
  for (let y = -reach; y <= reach; y++)
    for (let x = -reach; x <= reach; x++) if (x * x + y * y <= radius * radius) disc.push([x, y]);
  const isSet = (x: number, y: number) => x >= 0 && y >= 0 && x < width && y < height && mask[y * width + x] !== 0;
  const touches = (x: number, y: number) => disc.some(([dx, dy]) => isSet(x + dx, y + dy));
  return mask.map((_, at) => Number(disc.every(([dx, dy]) => touches((at % width) + dx, Math.floor(at / width) + dy))));
}

describe("closing", () => {
  test("is what the definition says, cell for cell", () => {
    fc.assert(
      fc.property(masks, fc.constantFrom(0, 1, 1.5, 2, 3.7, 5), ({ width, height, mask }, radius) => {
        expect(closed(mask, width, height, radius)).toEqual(bruteForceClosing({ width, height, mask }, radius));
      }),
      { numRuns: 200 },
    );
  });

  test("keeps what is there, and once closed stays", () => {
    fc.assert(
      fc.property(masks, fc.constantFrom(1, 2, 3.7, 30), ({ width, height, mask }, radius) => {
        const once = closed(mask, width, height, radius);
        for (let at = 0; at < mask.length; at++) expect(once[at]! >= mask[at]!).toBe(true);
        expect(closed(once, width, height, radius)).toEqual(once);
      }),
    );
  });

  test("joins what is less than twice the radius apart, and nothing along an edge", () => {
    const mask = Uint8Array.from("1000100000001", Number);
    expect(closed(mask, 13, 1, 2).join("")).toBe("1000100000001"); // one row: discs pass above and below
    const rows = Uint8Array.from("1000100000001".repeat(7), Number);
    expect(
      closed(rows, 13, 7, 2)
        .subarray(3 * 13, 4 * 13)
        .join(""),
    ).toBe("1111100000001");
  });
});
