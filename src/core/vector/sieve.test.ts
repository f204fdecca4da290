import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { picture, pictureGrid, rasterise, readerOf } from "../../testing/pictures.ts";
import { checkCoverage } from "./check.ts";
import type { Coverage } from "./coverage.ts";
import { withRings } from "./rings.ts";
import { sieve } from "./sieve.ts";
import { trace } from "./trace.ts";
import { vectorise } from "./vectorise.ts";

// Generous: the machine may be busy with others, and no test here is about time.
vi.setConfig({ testTimeout: 120_000 });

const PIXEL = 0.04; // m²

/** The picture after a sieve of so many pixels. */
const sieved = async (rows: readonly string[], minPixels: number): Promise<string[]> => {
  const coverage = await vectorise(picture(rows), { minAreaSquareMetres: minPixels * PIXEL });
  expect(checkCoverage(coverage)).toEqual([]);
  const letters = Array.from(rasterise(coverage).classes, (numero) => (numero === 0 ? "." : numero.toString(16)));
  const width = rows[0]!.length;
  return rows.map((_, row) => letters.slice(row * width, (row + 1) * width).join(""));
};

describe("pictures", () => {
  test("a speck goes to the face around it", async () => {
    expect(await sieved(["111", "121", "111"], 2)).toEqual(["111", "111", "111"]);
  });

  test("a face of exactly the limit stays", async () => {
    expect(await sieved(["111", "122", "111"], 2)).toEqual(["111", "122", "111"]);
  });

  test("the longest border decides, not the largest neighbour", async () => {
    expect(await sieved(["1111", "3331", "2221", "2221"], 4)).toEqual(["1111", "1111", "2221", "2221"]);
    expect(await sieved(["11111", "11111", "33221", "22221"], 4)).toEqual(["11111", "11111", "22221", "22221"]);
  });

  test("of equal borders the larger neighbour wins", async () => {
    expect(await sieved(["132", "132", "112"], 3)).toEqual(["112", "112", "112"]);
  });

  test("the smallest goes first, and what it feeds may then be large enough", async () => {
    // 4 (one pixel) joins 3 before 3's two pixels are looked at: three pixels stay.
    expect(await sieved([".33.", ".4..", "1..."], 3)).toEqual([".33.", ".3..", "1..."]);
  });

  test("faces of one class that come to touch become one", async () => {
    const coverage = await vectorise(picture(["11211", "11211", "11211"]), { minAreaSquareMetres: 4 * PIXEL });
    expect(coverage.faces.count).toBe(1);
    expect(coverage.nodes.count).toBe(0);
    expect([...coverage.arcs.points]).toHaveLength(10);
  });

  test("a face without neighbour stays, however small", async () => {
    expect(await sieved(["1..", "...", "..2"], 100)).toEqual(["1..", "...", "..2"]);
  });
});

test("any raster: no small face with a neighbour, nothing lost, a sound structure", async () => {
  const rasters = fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 4 }))
    .chain(([width, height, classes]) =>
      fc.record({
        width: fc.constant(width),
        height: fc.constant(height),
        classes: fc.uint8Array({ minLength: width * height, maxLength: width * height, max: classes }),
        minPixels: fc.integer({ min: 1, max: 20 }),
      }),
    );
  await fc.assert(
    fc.asyncProperty(rasters, async ({ width, height, classes, minPixels }) => {
      const reader = readerOf(classes, pictureGrid(width, height));
      const coverage = await vectorise(reader, { minAreaSquareMetres: minPixels * PIXEL });
      expect(checkCoverage(coverage)).toEqual([]);
      expect(rasterise(coverage).times).toEqual(classes.map((numero) => Math.min(numero, 1)));
      for (let face = 0; face < coverage.faces.count; face++) {
        expect(coverage.faces.pixels[face]! >= minPixels || !hasNeighbour(coverage, face)).toBe(true);
      }
      // A sieved map is what tracing its own picture gives: same faces, same arcs' geometry, nothing left over.
      const again = await trace(readerOf(rasterise(coverage).classes, reader.grid));
      expect([...coverage.faces.pixels]).toEqual([...again.faces.pixels]);
      expect([coverage.arcs.count, coverage.nodes.count]).toEqual([again.arcs.count, again.nodes.count]);
      expect(coverage.arcs.points.length).toBe(again.arcs.points.length);
    }),
    { numRuns: 200 },
  );
});

function hasNeighbour({ arcs }: Coverage, face: number): boolean {
  for (let arc = 0; arc < arcs.count; arc++) {
    const [left, right] = [arcs.left[arc]!, arcs.right[arc]!];
    if ((left === face && right >= 0) || (right === face && left >= 0)) return true;
  }
  return false;
}

test("confidence stays the mean over all pixels, those taken over included", async () => {
  const coverage = await vectorise(picture(["111", "141", "111"]), { minAreaSquareMetres: 2 * PIXEL });
  expect(coverage.faces.confidence[0]).toBeCloseTo((8 * 10 + 40) / 9 / 255, 12);
});

test("a cancellation during a pause stops the sieve", async () => {
  const classes = Uint8Array.from({ length: 400 * 400 }, (_, pixel) => 1 + (((pixel * 2654435761) >>> 7) % 5));
  const map = await trace(readerOf(classes, pictureGrid(400, 400)));
  const controller = new AbortController();
  const attempt = sieve(map, 100, async () => controller.abort(), controller.signal);
  await expect(attempt).rejects.toHaveProperty("name", "AbortError");
  expect(withRings(map).faces.count).toBeGreaterThan(40_000);
});
