import fc from "fast-check";
import { expect, test } from "vitest";
import { squaredDistances } from "../generalise/distance.ts";
import { BitRows, opened } from "./bit-rows.ts";

/** Columns up to three words, clumps and specks. */
const rasters = fc
  .record({
    columns: fc.integer({ min: 1, max: 96 }),
    rows: fc.integer({ min: 1, max: 40 }),
    boxes: fc.array(
      fc.tuple(fc.nat(95), fc.nat(39), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 25 })),
      {
        maxLength: 6,
      },
    ),
  })
  .map(({ columns, rows, boxes }) => ({
    columns,
    rows,
    cells: Uint8Array.from({ length: columns * rows }, (_, cell) => {
      const [column, row] = [cell % columns, Math.floor(cell / columns)];
      return (
        boxes.filter(
          ([left, top, width, height]) => column >= left && column < left + width && row >= top && row < top + height,
        ).length % 2
      );
    }),
  }));

const bitsOf = ({ columns, rows, cells }: { columns: number; rows: number; cells: Uint8Array }): BitRows => {
  const bits = new BitRows(columns, rows);
  cells.forEach((value, cell) => {
    if (value === 1) bits.set(cell % columns, Math.floor(cell / columns));
  });
  return bits;
};

const cellsOf = (bits: BitRows): number[] =>
  Array.from({ length: bits.columns * bits.rows }, (_, cell) =>
    Number(bits.has(cell % bits.columns, Math.floor(cell / bits.columns))),
  );

test("runs are the set cells of a row, and written back they are the row", () => {
  fc.assert(
    fc.property(rasters, (raster) => {
      const bits = bitsOf(raster);
      const [again, between] = [new BitRows(raster.columns, raster.rows), new BitRows(raster.columns, raster.rows)];
      for (let row = 0; row < raster.rows; row++) {
        let beyond = -1;
        bits.runs(row, (start, end) => {
          expect(start).toBeGreaterThan(beyond);
          expect(end).toBeGreaterThan(start);
          beyond = end;
          again.setRun(row, start, end);
          between.flip(start, row);
          if (end < raster.columns) between.flip(end, row);
        });
      }
      between.fillBetween();
      expect(cellsOf(again)).toEqual(Array.from(raster.cells));
      expect(between.words).toEqual(bits.words);
    }),
  );
});

test("the opening by a disc is what distances say", () => {
  fc.assert(
    fc.property(rasters, fc.integer({ min: 1, max: 8 }), fc.boolean(), (raster, radius, isWider) => {
      const reach = isWider ? Math.SQRT2 * radius + 1 : radius;
      // No ground beyond the sides.
      const margin = Math.ceil(reach) + radius;
      const [wide, high] = [raster.columns + 2 * margin, raster.rows + 2 * margin];
      const still = new Uint8Array(wide * high).fill(1);
      raster.cells.forEach((value, cell) => {
        const [column, row] = [cell % raster.columns, Math.floor(cell / raster.columns)];
        still[(row + margin) * wide + column + margin] = 1 - value;
      });
      const fits = Uint8Array.from(squaredDistances(still, wide, high), (square) => Number(square >= radius ** 2));
      const away = squaredDistances(fits, wide, high);
      const expected = Array.from(raster.cells, (_, cell) => {
        const [column, row] = [cell % raster.columns, Math.floor(cell / raster.columns)];
        return Number(fits.includes(1) && away[(row + margin) * wide + column + margin]! <= reach ** 2);
      });
      expect(cellsOf(opened(bitsOf(raster), radius, reach))).toEqual(expected);
    }),
  );
});
