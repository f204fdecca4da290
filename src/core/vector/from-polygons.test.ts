import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { mulberry32, pictureGrid, readerOf } from "../../testing/pictures.ts";
import { zoneInPixels } from "../../testing/zones.ts";
import { isAppError } from "../errors.ts";
import { cosiaPreset, librePreset, ocsgePreset, type Preset } from "../landcover/presets.ts";
import { checkCoverage } from "./check.ts";
import { clip } from "./clip.ts";
import { type Coverage, OUTSIDE, polygonOf } from "./coverage.ts";
import { PolygonAssembly } from "./from-polygons.ts";
import { vectorise } from "./vectorise.ts";

// Generous: the machine may be busy with others, and no test here is about time.
vi.setConfig({ testTimeout: 120_000 });

const polygonsOf = (map: Coverage): Float64Array[][] =>
  Array.from({ length: map.faces.count }, (_, face) => polygonOf(map, face));

function assembled(map: Coverage, polygons = polygonsOf(map)): Coverage {
  const assembly = new PolygonAssembly(map.grid, map.unit, "carte.gpkg");
  for (const polygon of polygons) assembly.add(polygon);
  return assembly.finish(map.faces);
}

/** Arcs whatever their number and sense: points, and the faces on either side as they are walked. */
function arcsOf({ arcs }: Coverage): string[] {
  return Array.from({ length: arcs.count }, (_, arc) => {
    const points: string[] = [];
    for (let at = arcs.offsets[arc]!; at < arcs.offsets[arc + 1]!; at++) {
      points.push(`${arcs.points[2 * at]},${arcs.points[2 * at + 1]}`);
    }
    const [forth, back] = [points.join(" "), points.toReversed().join(" ")];
    const [left, right] = [arcs.left[arc]!, arcs.right[arc]!];
    return forth < back ? `${left}|${right} ${forth}` : `${right}|${left} ${back}`;
  }).sort();
}

const maps = fc
  .record({
    width: fc.integer({ min: 1, max: 40 }),
    height: fc.integer({ min: 1, max: 40 }),
    classes: fc.integer({ min: 1, max: 5 }),
    lowest: fc.integer({ min: 0, max: 1 }),
    block: fc.integer({ min: 1, max: 6 }),
    seed: fc.integer(),
    preset: fc.constantFrom<Preset>(cosiaPreset(), librePreset(0.2), ocsgePreset),
    simplifyMetres: fc.constantFrom(0, 0.4),
    squareBuildings: fc.boolean(),
    cut: fc.boolean(),
  })
  .map(async ({ width, height, classes, lowest, block, seed, cut, ...options }) => {
    const random = mulberry32(seed);
    const blocks = Array.from({ length: 1600 }, () => lowest + Math.floor(random() * classes));
    const pixels = new Uint8Array(width * height).map((_, pixel) => {
      const at = 40 * Math.floor(Math.floor(pixel / width) / block) + Math.floor((pixel % width) / block);
      return random() < 0.05 ? lowest + Math.floor(random() * classes) : blocks[at]!;
    });
    const map = await vectorise(readerOf(pixels, pictureGrid(width, height)), options);
    if (!cut) return map;
    return clip(map, [
      zoneInPixels(map.grid, [
        [
          [0.3, 0.2],
          [width + 2, height / 3],
          [width / 2, height - 0.4],
        ],
      ]),
    ]).coverage;
  });

describe("any map's polygons", () => {
  test("give the map again: its points, arcs, nodes and faces, its polygons to the last bit", async () => {
    await fc.assert(
      fc.asyncProperty(maps, async (making) => {
        const map = await making;
        const again = assembled(map);
        expect(checkCoverage(again)).toEqual([]);
        expect(again.unit).toBe(map.unit);
        expect(arcsOf(again)).toEqual(arcsOf(map));
        expect(again.nodes.count).toBe(map.nodes.count);
        expect(polygonsOf(again)).toEqual(polygonsOf(map));
        if (map.unit === 1) expect(again.faces.pixels).toEqual(map.faces.pixels);
      }),
      { numRuns: 150 },
    );
  });

  test("in any order, turned round and begun elsewhere, give the same map", async () => {
    await fc.assert(
      fc.asyncProperty(maps, fc.integer(), async (making, seed) => {
        const map = await making;
        const random = mulberry32(seed);
        const other = polygonsOf(map).map((polygon) =>
          polygon.map((ring) => begunAt(random() < 0.5 ? ring : reversed(ring), Math.floor(random() * ring.length))),
        );
        const again = assembled(map, other);
        expect(checkCoverage(again)).toEqual([]);
        // A loop without node begins where its polygon does.
        const nodesOnly = (arcs: string[]) => arcs.filter((arc) => arc.split(" ").at(1) !== arc.split(" ").at(-1));
        expect(nodesOnly(arcsOf(again))).toEqual(nodesOnly(arcsOf(map)));
      }),
      { numRuns: 60 },
    );
  });
});

const reversed = (ring: Float64Array): Float64Array =>
  Float64Array.from(ring, (_, at) => ring[ring.length - 2 - at + 2 * (at % 2)]!);

function begunAt(ring: Float64Array, number: number): Float64Array {
  const corners = ring.length / 2 - 1;
  const first = number % corners;
  return Float64Array.from(ring, (_, at) => ring[2 * ((first + Math.floor(at / 2)) % corners) + (at % 2)]!);
}

/** Rectangles of columns and rows, each with the rectangles that are its holes. */
function rectangles(...faces: readonly (readonly (readonly [number, number, number, number])[])[]) {
  const grid = pictureGrid(12, 12);
  const polygons = faces.map((rings) =>
    rings.map(([left, top, right, bottom]) => {
      const [[ring]] = zoneInPixels(grid, [
        [
          [left, top],
          [right, top],
          [right, bottom],
          [left, bottom],
        ],
      ]).polygons as [[Float64Array]];
      return ring;
    }),
  );
  const assembly = new PolygonAssembly(grid, 1, "carte.gpkg");
  for (const polygon of polygons) assembly.add(polygon);
  return assembly.finish({
    numero: Uint8Array.from(faces, (_, face) => face + 1),
    confidence: Float64Array.from(faces, () => 0.5),
  });
}

describe("polygons that somebody has drawn on", () => {
  test("are taken between pixel corners too", () => {
    const map = rectangles([[0, 0, 3.3, 4]], [[3.3, 0, 6, 4]]);
    expect(checkCoverage(map)).toEqual([]);
    expect(map.unit).toBe(256);
    expect([...map.arcs.left, ...map.arcs.right].filter((face) => face !== OUTSIDE).sort()).toEqual([0, 0, 1, 1]);
  });

  test("leave a gap where there is one", () => {
    const map = rectangles([[0, 0, 3, 4]], [[4, 0, 6, 4]]);
    expect(checkCoverage(map, 20)).toEqual([]);
  });

  test("may have an island in a hole, with a gap around it", () => {
    const map = rectangles([[0, 0, 10, 10], [2, 2, 8, 8]], [[4, 4, 6, 6]]); // biome-ignore format: a face a list
    expect(checkCoverage(map, 100 - 36 + 4)).toEqual([]);
  });

  test.each([
    ["lie on each other in part", [[[0, 0, 4, 4]], [[2, 2, 6, 6]]]],
    ["are there twice", [[[0, 0, 4, 4]], [[0, 0, 4, 4]]]],
    ["lie one in the other", [[[0, 0, 8, 8]], [[2, 2, 4, 4]]]],
    ["lie one in the other, in a corner", [[[0, 0, 8, 8]], [[0, 0, 4, 4]]]],
    ["lie in another's hole's filling", [[[0, 0, 9, 9], [2, 2, 8, 8]], [[2, 2, 8, 8]], [[4, 4, 6, 6]]]],
    ["share a side of which one has forgotten a corner", [[[0, 0, 4, 8]], [[4, 0, 8, 4]], [[4, 4, 8, 8]]]],
    ["overlap by a hair", [[[0, 0, 4.01, 4]], [[4, 0, 8, 4]]]],
  ] as const)("are refused where they %s, with the place", (_, faces) => {
    const refused = expect.toSatisfy((error) => {
      if (!isAppError(error, "result-not-a-map")) return false;
      const { reason, x, y } = error.fields;
      return reason === "overlap" && x >= 700_000 && x <= 700_002.4 && y <= 6_600_000 && y >= 6_599_997.6;
    });
    expect(() => rectangles(...faces)).toThrow(refused);
  }); // biome-ignore format: a face a list

  test("may meet in a point, but not without end", () => {
    const fan = (count: number): Coverage => {
      const grid = pictureGrid(12, 12);
      const assembly = new PolygonAssembly(grid, 64, "carte.gpkg");
      const corner = (at: number): [number, number] => {
        const angle = (2 * Math.PI * (at % count)) / count;
        return [6 + Math.round(320 * Math.cos(angle)) / 64, 6 + Math.round(320 * Math.sin(angle)) / 64];
      };
      for (let at = 0; at < count; at++) {
        const { polygons } = zoneInPixels(grid, [[[6, 6], corner(at), corner(at + 1)]]); // biome-ignore format: a ring on a line
        assembly.add(polygons[0]!);
      }
      return assembly.finish({
        numero: new Uint8Array(count).map((_, face) => 1 + (face % 2)),
        confidence: new Float64Array(count),
      });
    };
    expect(checkCoverage(fan(64))).toEqual([]);
    expect(() => fan(65)).toThrow(expect.toSatisfy((error) => isAppError(error, "result-not-a-map")));
  });

  test("are refused where they reach out of the image", () => {
    const refused = expect.toSatisfy(
      (error) => isAppError(error, "result-not-a-map") && error.fields.reason === "outside",
    );
    expect(() => rectangles([[8, 8, 14, 10]])).toThrow(refused);
  });
});
