import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { type NaiveMap, naiveTrace } from "../../testing/naive-trace.ts";
import { mulberry32, picture, pictureGrid, rasterise, readerOf } from "../../testing/pictures.ts";
import { isAppError } from "../errors.ts";
import { crsOf } from "../geo/crs.ts";
import { checkCoverage } from "./check.ts";
import { type Coverage, type PlanarMap, polygonOf, ringCorners } from "./coverage.ts";
import { measureFaces, ringArea } from "./measure.ts";
import { withRings } from "./rings.ts";
import { trace } from "./trace.ts";

// Generous: the machine may be busy with others, and no test here is about time.
vi.setConfig({ testTimeout: 120_000 });

const rasters = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 4 }))
  .chain(([width, height, classes]) =>
    fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      classes: fc.uint8Array({ minLength: width * height, maxLength: width * height, max: classes }),
      stripRows: fc.integer({ min: 1, max: 13 }),
    }),
  );

const coverageOf = async (rows: readonly string[]): Promise<Coverage> => withRings(await trace(picture(rows)));

/** Rings of a face as lists of corners, "x,y x,y …" */
const drawn = (coverage: Coverage, face: number): string[] => {
  const rings: string[] = [];
  for (let ring = coverage.rings.ofFace[face]!; ring < coverage.rings.ofFace[face + 1]!; ring++) {
    const corners = ringCorners(coverage, ring);
    rings.push(
      Array.from({ length: corners.length / 2 }, (_, at) => corners.subarray(2 * at, 2 * at + 2).join()).join(" "),
    );
  }
  return rings;
};

describe("any raster", () => {
  test("comes back pixel for pixel: nothing lost, nothing twice", async () => {
    await fc.assert(
      fc.asyncProperty(rasters, async ({ width, height, classes }) => {
        const back = rasterise(withRings(await trace(readerOf(classes, pictureGrid(width, height)))));
        expect(back.classes).toEqual(classes);
        expect(back.times).toEqual(classes.map((numero) => Math.min(numero, 1)));
      }),
      { numRuns: 200 },
    );
  });

  test("gives a sound structure: every side of every arc on one ring, simple rings, exact areas", async () => {
    await fc.assert(
      fc.asyncProperty(rasters, async ({ width, height, classes }) => {
        const coverage = withRings(await trace(readerOf(classes, pictureGrid(width, height))));
        expect(checkCoverage(coverage)).toEqual([]);
        const pixels = coverage.faces.pixels.reduce((sum, count) => sum + count, 0);
        expect(pixels).toBe(classes.filter((numero) => numero > 0).length);
      }),
      { numRuns: 500 },
    );
  });

  test("gives the same map in strips of any height", async () => {
    await fc.assert(
      fc.asyncProperty(rasters, async ({ width, height, classes, stripRows }) => {
        const reader = readerOf(classes, pictureGrid(width, height));
        expect(await trace(reader, { stripRows })).toEqual(await trace(reader));
      }),
    );
  });

  test("is what a walk along single pixel sides finds, in strips of any height", async () => {
    await fc.assert(
      fc.asyncProperty(largerRasters, async ({ width, height, classes }) => {
        const expected = naiveTrace(classes, width, height);
        for (const stripRows of [1, 2, 3, 7, height]) {
          const map = await trace(readerOf(classes, pictureGrid(width, height)), { stripRows });
          expect(asLists(map)).toEqual(expected);
        }
      }),
      { numRuns: 100 },
    );
  });
});

/** Up to 64 pixels a side: 1 to 4 classes with or without no data, from single pixels to blobs longer than a strip. */
const largerRasters = fc
  .record({
    width: fc.integer({ min: 1, max: 64 }),
    height: fc.integer({ min: 1, max: 64 }),
    first: fc.integer({ min: 0, max: 1 }),
    last: fc.integer({ min: 1, max: 4 }),
    block: fc.integer({ min: 1, max: 9 }),
    flecks: fc.integer({ min: 0, max: 30 }),
    seed: fc.integer(),
  })
  .map(({ width, height, first, last, block, flecks, seed }) => {
    const random = mulberry32(seed);
    const draw = (): number => first + Math.floor(random() * (last - first + 1));
    const blocks = Array.from({ length: 64 * 64 }, draw);
    const classes = new Uint8Array(width * height).map((_, pixel) => {
      const column = Math.floor((pixel % width) / block);
      const row = Math.floor(pixel / width / block);
      return 100 * random() < flecks ? draw() : blocks[64 * row + column]!;
    });
    return { width, height, classes };
  });

const asLists = ({ faces, arcs, nodes }: PlanarMap): NaiveMap => ({
  faces: Array.from(faces.numero, (numero, face) => ({ numero, pixels: faces.pixels[face]! })),
  arcs: Array.from(arcs.left, (left, arc) => ({
    left,
    right: arcs.right[arc]!,
    startNode: arcs.startNode[arc]!,
    endNode: arcs.endNode[arc]!,
    points: [...arcs.points.subarray(2 * arcs.offsets[arc]!, 2 * arcs.offsets[arc + 1]!)],
  })),
  slots: [...nodes.slots],
});

describe("pictures", () => {
  test("one pixel is one loop without node, counter-clockwise on the map", async () => {
    const coverage = await coverageOf(["...", ".1.", "..."]);
    expect(coverage.arcs.count).toBe(1);
    expect(coverage.nodes.count).toBe(0);
    expect(drawn(coverage, 0)).toEqual(["1,1 1,2 2,2 2,1 1,1"]);
  });

  test("two halves share one arc and two nodes", async () => {
    const coverage = await coverageOf(["122", "122", "122"]);
    expect(coverage.arcs.count).toBe(3);
    expect(coverage.nodes.count).toBe(2);
    expect(drawn(coverage, 0)).toEqual(["1,3 1,0 0,0 0,3 1,3"]);
    expect(drawn(coverage, 1)).toEqual(["1,3 3,3 3,0 1,0 1,3"]);
  });

  test("diagonal pixels stay apart", async () => {
    const coverage = await coverageOf(["1..", ".1.", "..1"]);
    expect(coverage.faces.count).toBe(3);
    expect([...coverage.faces.pixels]).toEqual([1, 1, 1]);
  });

  test("a checkerboard has as many faces as pixels", async () => {
    const coverage = await coverageOf(["121", "212", "121"]);
    expect(coverage.faces.count).toBe(9);
    expect(coverage.nodes.count).toBe(4 + 8);
  });

  test("a hole is on the face around it", async () => {
    const coverage = await coverageOf(["111", "121", "111"]);
    expect(drawn(coverage, 0)).toEqual(["0,0 0,3 3,3 3,0 0,0", "1,1 2,1 2,2 1,2 1,1"]);
    expect(drawn(coverage, 1)).toEqual(["1,1 1,2 2,2 2,1 1,1"]);
  });

  test("a face that bites its own tail gets a hole that touches its outer ring", async () => {
    const coverage = await coverageOf(["111", "121", "112"]);
    expect(coverage.faces.count).toBe(3);
    expect(drawn(coverage, 0)).toHaveLength(2);
    expect(checkCoverage(coverage)).toEqual([]);
  });

  test("two holes that touch at a corner are two rings", async () => {
    const coverage = await coverageOf(["1111", "1211", "1121", "1111"]);
    expect(drawn(coverage, 0)).toHaveLength(3);
    expect(checkCoverage(coverage)).toEqual([]);
  });

  test("no data cuts a hole and is no face", async () => {
    const coverage = await coverageOf(["111", "1.1", "111"]);
    expect(coverage.faces.count).toBe(1);
    expect(drawn(coverage, 0)).toHaveLength(2);
  });

  test("nothing but no data gives an empty map", async () => {
    const coverage = await coverageOf(["..", ".."]);
    expect(coverage.faces.count).toBe(0);
    expect(coverage.rings.count).toBe(0);
  });
});

test("areas are square metres, confidence is the mean of the pixels'", async () => {
  const coverage = await coverageOf(["112", "112", "..2"]);
  expect(measureFaces(coverage).planimetric[0]).toBeCloseTo(4 * 0.04, 12);
  expect(measureFaces(coverage).planimetric[1]).toBeCloseTo(3 * 0.04, 12);
  expect(coverage.faces.confidence[1]).toBeCloseTo(20 / 255, 12);
});

test("in degrees, a pixel's area shrinks with the cosine of its latitude", async () => {
  const at = (latitude: number) => trace(picture(["1"], { affine: [1e-5, 0, 2, 0, -1e-5, latitude], crs: degrees }));
  const degrees = crsOf(4326)!;
  const ratio = measureFaces(await at(60)).planimetric[0]! / measureFaces(await at(0)).planimetric[0]!;
  // and a little less, on the ellipsoid: 1 / (1 − e² sin² 60°)²
  expect(ratio).toBeCloseTo(0.5 / (1 - 0.006_694_38 * 0.75) ** 2, 6);
});

test("outer rings turn counter-clockwise on the map even where rows count northwards", async () => {
  const southUp = { affine: [0.2, 0, 700_000, 0, 0.2, 6_600_000] as const };
  const coverage = withRings(await trace(picture(["111", "121", "111"], southUp)));
  const [outer, hole] = polygonOf(coverage, 0);
  expect(ringArea(outer!)).toBeCloseTo(9 * 0.04, 6);
  expect(ringArea(hole!)).toBeCloseTo(-0.04, 6);
});

test("a map with too many borders is refused by name", async () => {
  const attempt = trace(picture(["1212", "2121", "1212", "2121"]), { memoryLimit: 1000, stripRows: 1 });
  await expect(attempt).rejects.toSatisfy((error) => isAppError(error, "map-too-noisy"));
});

test("a map with few borders but too many corners is refused too", async () => {
  const stripes = picture(["11221122", "21122112", "22112211", "12211221", "11221122"]);
  await expect(trace(stripes, { stripRows: 1, memoryLimit: 10_000 })).resolves.toBeDefined();
  await expect(trace(stripes, { stripRows: 1, memoryLimit: 1000 })).rejects.toSatisfy((error) =>
    isAppError(error, "map-too-noisy"),
  );
});

test("an aborted run stops before its next strip", async () => {
  const controller = new AbortController();
  const rowsDone: number[] = [];
  const attempt = trace(
    picture(["1", "2", "1", "2"]),
    { stripRows: 1 },
    (done) => {
      rowsDone.push(done);
      if (done === 2) controller.abort();
    },
    controller.signal,
  );
  await expect(attempt).rejects.toHaveProperty("name", "AbortError");
  expect(rowsDone).toEqual([1, 2]);
});

describe("the checker sees", () => {
  test.each([
    [
      "half-edge-not-on-one-ring",
      (c: Coverage) => ({ ...c, rings: { ...c.rings, edges: c.rings.edges.fill(0, 0, 1) } }),
    ],
    ["face-area-not-exact", (c: Coverage) => ({ ...c, faces: { ...c.faces, pixels: c.faces.pixels.fill(99) } })],
    ["arc-separates-equal-classes", (c: Coverage) => ({ ...c, faces: { ...c.faces, numero: c.faces.numero.fill(1) } })],
    ["node-has-too-few-arcs", (c: Coverage) => ({ ...c, nodes: { ...c.nodes, slots: c.nodes.slots.fill(-1) } })],
    ["arc-has-one-face-on-both-sides", (c: Coverage) => ({ ...c, arcs: { ...c.arcs, left: c.arcs.right } })],
  ])("%s", async (fault, broken) => {
    const coverage = await coverageOf(["122", "112", "312"]);
    expect(checkCoverage(coverage)).toEqual([]);
    expect(checkCoverage(broken(coverage)).map((found) => found.fault)).toContain(fault);
  });
});
