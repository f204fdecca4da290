import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { pictureGrid, readerOf } from "../../testing/pictures.ts";
import { isAppError } from "../errors.ts";
import { windowAffine } from "../geo/affine.ts";
import { crsOf } from "../geo/crs.ts";
import type { ClassRasterReader } from "../ports/class-raster.ts";
import { trace } from "../vector/trace.ts";
import { mosaicOf } from "./mosaic.ts";

// Generous: the machine may be busy with others, and no test here is about time.
vi.setConfig({ testTimeout: 120_000 });

/** The part of a raster from one column and row to another, as a sheet of its own. */
function sheet(
  classes: Uint8Array,
  width: number,
  [left, top, right, bottom]: readonly [number, number, number, number],
): ClassRasterReader {
  const part = Uint8Array.from({ length: (right - left) * (bottom - top) }, (_, at) => {
    const row = top + Math.floor(at / (right - left));
    return classes[row * width + left + (at % (right - left))]!;
  });
  const affine = windowAffine(pictureGrid(1, 1).affine, left, top);
  return readerOf(part, pictureGrid(right - left, bottom - top, { affine }));
}

describe("sheets beside each other", () => {
  test("give the map of the joined raster, whatever their order and where they are cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 12 }),
        fc.integer({ min: 2, max: 12 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 4 })),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        fc.boolean(),
        async (width, height, stream, across, down, reversed) => {
          const classes = Uint8Array.from({ length: width * height }, () => stream.next().value!);
          const column = 1 + Math.floor(across * (width - 1));
          const row = 1 + Math.floor(down * (height - 1));
          const sheets = [
            sheet(classes, width, [0, 0, column, row]),
            sheet(classes, width, [column, 0, width, row]),
            sheet(classes, width, [0, row, column, height]),
            sheet(classes, width, [column, row, width, height]),
          ];
          const joined = mosaicOf(reversed ? sheets.reverse() : sheets);
          const { grid: _, ...map } = await trace(joined, { stripRows: 3 });
          const { grid: reference, ...whole } = await trace(readerOf(classes, pictureGrid(width, height)));
          expect(map).toEqual(whole);
          expect([joined.grid.width, joined.grid.height]).toEqual([width, height]);
          joined.grid.affine.forEach((value, at) => {
            expect(value).toBeCloseTo(reference.affine[at]!, 9);
          });
        },
      ),
      { numRuns: 150 },
    );
  });

  test("with a gap between them leave no data there, and the first has what two have", async () => {
    const a = sheet(Uint8Array.of(1, 1, 1), 3, [0, 0, 3, 1]);
    const classes = Uint8Array.of(2, 2, 2, 2, 2, 2, 2, 2);
    const mosaic = mosaicOf([a, sheet(classes, 8, [2, 0, 4, 1]), sheet(classes, 8, [5, 0, 8, 1])]);
    const { classes: row } = await mosaic.read({ column: 0, row: 0, width: 8, height: 1 }, 0);
    expect([...row]).toEqual([1, 1, 1, 2, 0, 2, 2, 2]);
  });
});

describe("sheets that do not fit are refused", () => {
  const one = readerOf(Uint8Array.of(1), pictureGrid(1, 1));
  test.each([
    ["half a pixel off", { affine: [0.2, 0, 700_000.1, 0, -0.2, 6_600_000] as const }],
    ["of another pixel", { affine: [0.25, 0, 700_000, 0, -0.25, 6_600_000] as const }],
    ["of another CRS", { crs: crsOf(3944)! }],
  ])("%s", (_, overrides) => {
    const other = readerOf(Uint8Array.of(1), pictureGrid(1, 1, overrides));
    expect(() => mosaicOf([one, other])).toThrow(expect.toSatisfy((error) => isAppError(error, "grids-differ")));
  });
});
