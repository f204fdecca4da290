import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { judgedByGeos } from "../../testing/geos.ts";
import { gdalMissing } from "../../testing/ogr.ts";
import { picture, pictureGrid, readerOf, seededClasses } from "../../testing/pictures.ts";
import { classDrifts, polygonPixels } from "./areas.ts";
import { checkCoverage } from "./check.ts";
import { type Coverage, OUTSIDE, type PlanarMap, ringCorners } from "./coverage.ts";
import { withRings } from "./rings.ts";
import { squaredDistance } from "./segment-index.ts";
import { simplify } from "./simplify.ts";
import { trace } from "./trace.ts";

// Generous: the machine may be busy with others, and no test here is about time.
vi.setConfig({ testTimeout: 120_000 });

const PIXEL = 0.2; // m

const coverageOf = async (rows: readonly string[]): Promise<Coverage> => withRings(await trace(picture(rows)));

/** Corners of a face's outer ring in pixels, "x,y", sorted. */
const corners = (coverage: Coverage, face: number): string[] => {
  const points = ringCorners(coverage, coverage.rings.ofFace[face]!);
  const drawn = Array.from({ length: points.length / 2 - 1 }, (_, at) =>
    [...points.subarray(2 * at, 2 * at + 2)].map((value) => value / coverage.unit).join(),
  );
  return drawn.sort();
};

/** White noise of blocks of `grain` pixels, class 0 among them: from pepper to large square faces. */
const rasters = fc
  .record({
    width: fc.integer({ min: 1, max: 64 }),
    height: fc.integer({ min: 1, max: 64 }),
    classes: fc.integer({ min: 1, max: 5 }),
    grain: fc.integer({ min: 1, max: 6 }),
    blur: fc.integer({ min: 0, max: 4 }),
    seed: fc.nat(),
    tolerancePixels: fc.constantFrom(0.3, 0.5, 1, 1.5, 2, 3, 5, 12),
  })
  .map((shape) => ({ ...shape, pixels: grainy(shape) }));

function grainy(shape: { width: number; height: number; classes: number; grain: number; blur: number; seed: number }) {
  const { width, height, classes, grain, blur, seed } = shape;
  const hash = (x: number, y: number): number => {
    let mixed = Math.imul(x * 374_761_393 + y * 668_265_263 + seed, 1_274_126_177);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 2_246_822_519);
    return (mixed ^ (mixed >>> 13)) >>> 0;
  };
  return Uint8Array.from({ length: width * height }, (_, pixel) => {
    const x = pixel % width;
    const y = Math.floor(pixel / width);
    // Each pixel looks a little beside itself, so that borders are ragged and not all on a grid.
    const dx = blur > 0 ? hash(x, y) % (blur + 1) : 0;
    const dy = blur > 0 ? hash(y, x) % (blur + 1) : 0;
    return hash(Math.floor((x + dx) / grain), Math.floor((y + dy) / grain)) % (classes + 1);
  });
}

const footprint = (map: PlanarMap): number => map.faces.pixels.reduce((sum, pixels) => sum + pixels, 0);

describe("any raster", () => {
  test("stays a sound map of the same ground: no crossing, no gap, no overlap", async () => {
    await fc.assert(
      fc.asyncProperty(rasters, async ({ width, height, pixels, tolerancePixels }) => {
        const map = withRings(await trace(readerOf(pixels, pictureGrid(width, height))));
        const simple = await simplify(map, tolerancePixels * PIXEL);
        expect(checkCoverage(simple, footprint(map))).toEqual([]);
        expect(simple.arcs.points.length).toBeLessThanOrEqual(2 * map.arcs.points.length);
        // Simplified once more, with points off the pixel corners to begin with.
        expect(checkCoverage(await simplify(simple, 2 * tolerancePixels * PIXEL), footprint(map))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test("has no border further than the tolerance from where it was, nor the other way round", async () => {
    await fc.assert(
      fc.asyncProperty(rasters, async ({ width, height, pixels, tolerancePixels }) => {
        const map = await trace(readerOf(pixels, pictureGrid(width, height)));
        const simple = await simplify(map, tolerancePixels * PIXEL);
        const limit = tolerancePixels + 1e-6;
        for (let arc = 0; arc < map.arcs.count; arc++) {
          expect(farthest(map, simple, arc)).toBeLessThanOrEqual(limit);
          expect(farthest(simple, map, arc)).toBeLessThanOrEqual(limit);
        }
      }),
      { numRuns: 100 },
    );
  });

  test("keeps nodes, and borders with the outside to the last corner", async () => {
    await fc.assert(
      fc.asyncProperty(rasters, async ({ width, height, pixels, tolerancePixels }) => {
        const map = await trace(readerOf(pixels, pictureGrid(width, height)));
        const { unit, arcs } = await simplify(map, tolerancePixels * PIXEL);
        const pointsOf = ({ offsets, points }: PlanarMap["arcs"], arc: number): number[] =>
          Array.from(points.subarray(2 * offsets[arc]!, 2 * offsets[arc + 1]!));
        for (let arc = 0; arc < map.arcs.count; arc++) {
          const before = pointsOf(map.arcs, arc).map((value) => value * unit);
          const after = pointsOf(arcs, arc);
          const isOuter = map.arcs.left[arc] === OUTSIDE || map.arcs.right[arc] === OUTSIDE;
          if (isOuter) expect(after).toEqual(before);
          if (map.arcs.startNode[arc]! < 0) continue;
          expect([...after.slice(0, 2), ...after.slice(-2)]).toEqual([...before.slice(0, 2), ...before.slice(-2)]);
        }
      }),
      { numRuns: 100 },
    );
  });

  test.skipIf(gdalMissing)(
    `is valid, disjoint and complete for GEOS (${gdalMissing || "asked through OGR"})`,
    async () => {
      const samples = fc.sample(rasters, { numRuns: 60, seed: 20_261_122 });
      const simple = await Promise.all(
        samples.map(async ({ width, height, pixels, tolerancePixels }) =>
          withRings(await simplify(await trace(readerOf(pixels, pictureGrid(width, height))), tolerancePixels * PIXEL)),
        ),
      );
      const verdict = judgedByGeos(simple.filter(({ faces }) => faces.count > 0));
      const expected = simple.reduce((sum, map) => sum + footprint(map), 0) * PIXEL ** 2;
      expect(verdict.polygons).toBe(simple.reduce((sum, { faces }) => sum + faces.count, 0));
      expect(verdict.valid).toBe(verdict.polygons);
      expect(verdict.area / expected).toBeCloseTo(1, 9);
      expect(verdict.union / expected).toBeCloseTo(1, 9);
    },
  );
});

/** The greatest distance, in pixels, of a point of arc `arc` in `from` to the same arc in `to`. */
function farthest(from: PlanarMap, to: PlanarMap, arc: number): number {
  let greatest = 0;
  const ends = to.arcs.points;
  for (let point = from.arcs.offsets[arc]!; point < from.arcs.offsets[arc + 1]!; point++) {
    const x = (from.arcs.points[2 * point]! / from.unit) * to.unit;
    const y = (from.arcs.points[2 * point + 1]! / from.unit) * to.unit;
    let nearest = Number.POSITIVE_INFINITY;
    for (let at = 2 * to.arcs.offsets[arc]! + 2; at < 2 * to.arcs.offsets[arc + 1]!; at += 2) {
      nearest = Math.min(nearest, squaredDistance(x, y, ends[at - 2]!, ends[at - 1]!, ends[at]!, ends[at + 1]!));
    }
    greatest = Math.max(greatest, nearest);
  }
  return Math.sqrt(greatest) / to.unit;
}

describe("pictures", () => {
  test("a roof keeps its four corners where they are", async () => {
    const map = await coverageOf(["ccccccc", "c1111cc", "c1111cc", "c1111cc", "ccccccc"]);
    const simple = await simplify(map, 1);
    expect(corners(simple, 1)).toEqual(["1,1", "1,4", "5,1", "5,4"]);
  });

  test("a slanting roof gets straight sides and keeps its area", async () => {
    // A square of 40 pixels turned by atan(1/3).
    const [cos, sin] = [3 / Math.sqrt(10), 1 / Math.sqrt(10)];
    const pixels = Uint8Array.from({ length: 80 * 80 }, (_, pixel) => {
      const [x, y] = [(pixel % 80) - 39.5, Math.floor(pixel / 80) - 39.5];
      return Math.abs(x * cos + y * sin) < 20 && Math.abs(y * cos - x * sin) < 20 ? 1 : 12;
    });
    const map = withRings(await trace(readerOf(pixels, pictureGrid(80, 80))));
    const simple = await simplify(map, 0.4);
    expect(corners(map, 1)).toHaveLength(100);
    expect(corners(simple, 1)).toHaveLength(4);
    expect(Math.abs(polygonPixels(simple)[1]! - map.faces.pixels[1]!)).toBeLessThan(0.5);
  });

  test("a diagonal becomes a straight line through the middles of its steps", async () => {
    const size = 12;
    const rows = Array.from({ length: size }, (_, y) => "1".repeat(y + 1) + "c".repeat(size - y));
    const map = await coverageOf(rows);
    const simple = await simplify(map, 0.2);
    const between = simple.arcs.left.findIndex((left, arc) => left >= 0 && simple.arcs.right[arc]! >= 0);
    const { offsets } = simple.arcs;
    expect(offsets[between + 1]! - offsets[between]!).toBeLessThanOrEqual(4);
  });

  test("a path one pixel wide stays a path, whatever the tolerance", async () => {
    const map = await coverageOf([
      "ccccccccc",
      "c3333333c",
      "c3ccccc3c",
      "c3c111c3c",
      "c3ccccc3c",
      "c3333333c",
      "ccccccccc",
    ]);
    const simple = await simplify(map, 5);
    expect(checkCoverage(simple, 63)).toEqual([]);
    for (const area of polygonPixels(simple)) expect(area).toBeGreaterThan(1);
  });

  test("a face between two arcs does not collapse", async () => {
    const map = await coverageOf(["1111111111", "1111331111", "3333333333", "2222332222", "2222222222"]);
    expect(checkCoverage(await simplify(map, 10), 50)).toEqual([]);
  });
});

test("areas of classes drift by less than a thousandth, and none is lost", async () => {
  const map = await trace(readerOf(seededClasses(512, 0), pictureGrid(512, 512)));
  const simple = await simplify(map, 0.4);
  expect(simple.arcs.points.length).toBeLessThan(map.arcs.points.length / 3);
  for (const { drift } of classDrifts(simple)) expect(Math.abs(drift)).toBeLessThan(1e-3);
});

test("no tolerance leaves the map as it is", async () => {
  const map = await coverageOf(["12", "21"]);
  expect(await simplify(map, 0)).toBe(map);
});

test("a cancellation during a pause stops it", async () => {
  const map = await trace(readerOf(seededClasses(256, 2), pictureGrid(256, 256)));
  const controller = new AbortController();
  const attempt = simplify(map, 0.4, async () => controller.abort(), controller.signal);
  await expect(attempt).rejects.toHaveProperty("name", "AbortError");
});
