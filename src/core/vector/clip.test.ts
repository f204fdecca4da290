import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { isInside, picture, pictureGrid, readerOf, seededClasses } from "../../testing/pictures.ts";
import { borderOf, pixelsInside, starZones, zoneInPixels } from "../../testing/zones.ts";
import { toMap } from "../geo/affine.ts";
import { polygonPixels } from "./areas.ts";
import { checkCoverage } from "./check.ts";
import { clip } from "./clip.ts";
import { boundsOfPolygon, type Coverage, polygonOf } from "./coverage.ts";
import { overlapsOf } from "./overlaps.ts";
import type { Zone } from "./overlay/overlay.ts";
import { withRings } from "./rings.ts";
import { simplify } from "./simplify.ts";
import { trace } from "./trace.ts";

// Generous: the machine may be busy with others, and no test here is about time.
vi.setConfig({ testTimeout: 120_000 });

const cases = fc
  .tuple(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 4 }))
  .chain(([width, height, classes]) =>
    fc.record({
      grid: fc.constant(pictureGrid(width, height)),
      classes: fc.uint8Array({ minLength: width * height, maxLength: width * height, max: classes }),
      zone: starZones(width, height),
    }),
  )
  .map(({ grid, classes, zone }) => ({ grid, classes, zone: zoneInPixels(grid, zone) }));

describe("any map cut to any area", () => {
  test("is a sound coverage with the area of the pixels' parts inside", async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ grid, classes, zone }) => {
        const { coverage, faceOf } = clip(await trace(readerOf(classes, grid)), [zone]);
        expect(checkCoverage(coverage)).toEqual([]);
        expect(faceOf).toHaveLength(coverage.faces.count);
        const [, ...expected] = pixelsInside(zone, classes, grid);
        const total = polygonPixels(coverage).reduce((sum, pixels) => sum + pixels, 0);
        const difference = Math.abs(total - expected.reduce((sum, pixels) => sum + pixels, 0));
        expect(difference).toBeLessThanOrEqual(borderOf(zone, grid) / 512 + 1e-9);
      }),
      { numRuns: 300 },
    );
  });

  test("covers what is inside once and with its own class, and nothing else", async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ grid, classes, zone }) => {
        const { coverage } = clip(await trace(readerOf(classes, grid)), [zone]);
        const polygons = Array.from({ length: coverage.faces.count }, (_, face) => polygonOf(coverage, face));
        for (let probe = 0; probe < classes.length; probe++) {
          // Off the corners and the quarters that zones are drawn on, and off their diagonals as far as can be.
          const column = (probe % grid.width) + 0.4371;
          const row = Math.floor(probe / grid.width) + 0.6113;
          const [x, y] = toMap(grid.affine, column, row);
          if (isNearBorder(zone, x, y)) continue;
          const wanted = zone.polygons.some((polygon) => isInside(polygon, x, y)) ? classes[probe]! : 0;
          const holders = polygons.flatMap((polygon, face) => (isInside(polygon, x, y) ? [face] : []));
          expect(holders.map((face) => coverage.faces.numero[face])).toEqual(wanted === 0 ? [] : [wanted]);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("leaves a face that the border does not come near as it was, to the last bit", async () => {
    let untouched = 0;
    await fc.assert(
      fc.asyncProperty(cases, async ({ grid, classes, zone }) => {
        const map = withRings(await trace(readerOf(classes, grid)));
        const { coverage, faceOf } = clip(map, [zone]);
        for (let part = 0; part < coverage.faces.count; part++) {
          const before = polygonOf(map, faceOf[part]!);
          if (comesNear(zone, before)) continue;
          untouched++;
          expect(drawn(coverage, part)).toEqual(drawn(map, faceOf[part]!));
          expect(coverage.faces.pixels[part]).toBe(map.faces.pixels[faceOf[part]!]);
        }
      }),
      { numRuns: 300 },
    );
    expect(untouched).toBeGreaterThan(150);
  });
});

const SIDE = 24;

describe("a simplified map, whose borders lie at any angle", () => {
  const slanted = fc.record({
    seed: fc.integer({ min: 1, max: 1e6 }),
    zones: fc.array(starZones(SIDE, SIDE), { minLength: 1, maxLength: 3 }),
    // corners of zones on corners of the map, too
    steps: fc.constantFrom(1 / 4, 1 / 64, 1 / 7),
  });

  test("cut to any area is a sound coverage that covers what is inside with its own class", async () => {
    await fc.assert(
      fc.asyncProperty(slanted, async ({ seed, zones, steps }) => {
        const map = await simplifiedMap(seed);
        const whole = Array.from({ length: map.faces.count }, (_, face) => polygonOf(map, face));
        for (const rings of zones) {
          const zone = zoneInPixels(
            map.grid,
            rings.map((ring) => ring.map(([x, y]) => [Math.round(x / steps) * steps, Math.round(y / steps) * steps])),
          );
          const { coverage, faceOf } = clip(map, [zone]);
          expect(checkCoverage(coverage)).toEqual([]);
          const parts = Array.from({ length: coverage.faces.count }, (_, part) => polygonOf(coverage, part));
          for (let probe = 0; probe < SIDE * SIDE; probe += 5) {
            const [x, y] = toMap(map.grid.affine, (probe % SIDE) + 0.4371, Math.floor(probe / SIDE) + 0.6113);
            const face = whole.findIndex((polygon) => isInside(polygon, x, y));
            const isWanted = face >= 0 && isInside(zone.polygons[0]!, x, y);
            const holders = parts.flatMap((polygon, part) => (isInside(polygon, x, y) ? [faceOf[part]] : []));
            if (String(holders) === String(isWanted ? [face] : [])) continue;
            // Half a lattice step may lie between.
            const borders = [zone, ...whole.map((polygon) => ({ polygons: [polygon] }))];
            expect(borders.some((border) => isNearBorder(border, x, y))).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test("shares with zones that overlap what each cuts out of it alone", async () => {
    await fc.assert(
      fc.asyncProperty(slanted, async ({ seed, zones: drawn }) => {
        const map = await simplifiedMap(seed);
        const zones = drawn.map((rings) => zoneInPixels(map.grid, rings));
        const together = overlapsOf(map, zones);
        zones.forEach((zone, number) => {
          const { coverage, faceOf } = clip(map, [zone]);
          const alone = new Float64Array(map.faces.count);
          polygonPixels(coverage).forEach((pixels, part) => {
            alone[faceOf[part]!]! += pixels * 0.04;
          });
          for (const { zone, face, planimetric } of together) {
            if (zone === number) alone[face]! -= planimetric;
          }
          // Laid over together, borders of the others bend this one by half a step.
          for (const left of alone) expect(Math.abs(left)).toBeLessThan(0.04 * (borderOf(zone, map.grid) / 256 + 1e-9));
        });
      }),
      { numRuns: 60 },
    );
  });
});

async function simplifiedMap(seed: number): Promise<Coverage> {
  const traced = await trace(readerOf(seededClasses(SIDE, 1, seed), pictureGrid(SIDE, SIDE)));
  return withRings(await simplify(traced, 0.3));
}

/** Within a lattice step of the zone's border. */
function isNearBorder({ polygons }: Zone, x: number, y: number): boolean {
  return polygons.flat().some((ring) => {
    for (let at = 2; at < ring.length; at += 2) {
      const [ax, ay, bx, by] = [ring[at - 2]!, ring[at - 1]!, ring[at]!, ring[at + 1]!];
      const length = Math.hypot(bx - ax, by - ay);
      if (length === 0) continue;
      if (Math.abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / length < 0.2 / 256) return true;
    }
    return false;
  });
}

/** Whether a segment of the zone enters the polygon's bounds, or nearly. */
function comesNear({ polygons }: Zone, polygon: Float64Array[]): boolean {
  const [minX, minY, maxX, maxY] = boundsOfPolygon(polygon);
  const margin = 0.01;
  return polygons.flat().some((ring) => {
    for (let at = 2; at < ring.length; at += 2) {
      const [ax, ay, bx, by] = [ring[at - 2]!, ring[at - 1]!, ring[at]!, ring[at + 1]!];
      if (Math.max(ax, bx) < minX - margin || Math.min(ax, bx) > maxX + margin) continue;
      if (Math.max(ay, by) < minY - margin || Math.min(ay, by) > maxY + margin) continue;
      const sides = [
        [minX - margin, minY - margin],
        [maxX + margin, minY - margin],
        [maxX + margin, maxY + margin],
        [minX - margin, maxY + margin],
      ].map(([x, y]) => Math.sign((bx - ax) * (y! - ay) - (by - ay) * (x! - ax)));
      if (new Set(sides).size > 1) return true;
    }
    return false;
  });
}

/** Rings of a face, each from its smallest corner. */
function drawn(coverage: Coverage, face: number): string[] {
  return polygonOf(coverage, face)
    .map((ring) => {
      const corners = Array.from({ length: ring.length / 2 - 1 }, (_, at) => `${ring[2 * at]} ${ring[2 * at + 1]}`);
      const first = corners.indexOf(corners.toSorted()[0]!);
      return [...corners.slice(first), ...corners.slice(0, first)].join();
    })
    .toSorted();
}

describe("pictures", () => {
  const cut = async (rows: readonly string[], ...rings: [number, number][][]) => {
    const reader = picture(rows);
    return clip(await trace(reader), [zoneInPixels(reader.grid, rings)]);
  };
  const rectangle = (left: number, top: number, right: number, bottom: number): [number, number][] => [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];

  test("a face cut in two is two, of the same class", async () => {
    const { coverage, faceOf } = await cut(
      ["11111", "12221", "11111"],
      rectangle(0, 0.5, 5, 2.5),
      rectangle(2, 0.5, 3, 2.5),
    );
    expect([...coverage.faces.numero]).toEqual([1, 1, 2, 2]);
    expect([...faceOf]).toEqual([0, 0, 1, 1]);
    expect([...polygonPixels(coverage)]).toEqual([3, 3, 1, 1]);
  });

  test("a hole stays in the part it is in", async () => {
    const { coverage } = await cut(["1111111", "1211131", "1111111"], rectangle(0, 0, 3, 3), rectangle(4, 0, 7, 3));
    expect([...coverage.faces.numero]).toEqual([1, 1, 2, 3]);
    expect([...coverage.rings.ofFace]).toEqual([0, 2, 4, 5, 6]);
    expect(checkCoverage(coverage)).toEqual([]);
  });

  test("an area with a hole cuts a hole", async () => {
    const { coverage } = await cut(["111", "111", "111"], rectangle(0, 0, 3, 3), rectangle(1, 1, 2, 2));
    expect([...polygonPixels(coverage)]).toEqual([8]);
    expect(coverage.rings.count).toBe(2);
  });

  test("nothing in common leaves an empty map", async () => {
    const { coverage } = await cut(["1"], rectangle(5, 5, 6, 6));
    expect(coverage.faces.count).toBe(0);
    expect(checkCoverage(coverage)).toEqual([]);
  });

  test("an area around everything changes nothing but the unit", async () => {
    const { coverage } = await cut(["121", "212", "121"], rectangle(-9, -9, 99, 99));
    expect(coverage.faces.count).toBe(9);
    expect(coverage.nodes.count).toBe(4 + 8);
    expect([...polygonPixels(coverage)]).toEqual(Array(9).fill(1));
  });

  test("a cut through a corner where four faces meet keeps the corner", async () => {
    const { coverage } = await cut(
      ["12", "34"],
      [
        [0, 0],
        [2, 2],
        [0, 2],
      ],
    );
    expect([...polygonPixels(coverage)]).toEqual([0.5, 1, 0.5]);
    expect(checkCoverage(coverage)).toEqual([]);
  });
});
