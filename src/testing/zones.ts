/** Zones as a user might draw them, and what they cut out of a class raster, counted pixel by pixel. For tests only. */
import fc from "fast-check";
import { toMap, toPixel } from "../core/geo/affine.ts";
import type { Grid } from "../core/raster/grid.ts";
import type { Zone } from "../core/vector/overlay/overlay.ts";

/** A zone of rings in columns and rows, closed or not. */
export function zoneInPixels(
  grid: Grid,
  rings: readonly (readonly (readonly [column: number, row: number])[])[],
): Zone {
  return {
    polygons: [
      rings.map((ring) => Float64Array.from([...ring, ring[0]!].flatMap(([x, y]) => toMap(grid.affine, x, y)))),
    ],
  };
}

type Corner = readonly [x: number, y: number];

/**
 * Star-shaped polygons around a place in and about a raster, one in three with a hole. Corners on quarters of a pixel,
 * so that many lie on pixel corners and sides.
 */
export const starZones = (width: number, height: number): fc.Arbitrary<readonly Corner[][]> =>
  fc
    .record({
      x: fc.integer({ min: -8, max: 4 * width + 8 }),
      y: fc.integer({ min: -8, max: 4 * height + 8 }),
      radii: fc.array(fc.integer({ min: 4, max: 4 * Math.max(width, height) }), { minLength: 3, maxLength: 9 }),
      hole: fc.constantFrom(true, false, false),
    })
    .map(({ x, y, radii, hole }) => {
      const ring = (share: number): Corner[] =>
        radii.map((radius, index) => {
          const angle = (2 * Math.PI * index) / radii.length;
          return [
            Math.round(x + share * radius * Math.cos(angle)) / 4,
            Math.round(y + share * radius * Math.sin(angle)) / 4,
          ];
        });
      return hole ? [ring(1), ring(0.5)] : [ring(1)];
    });

/**
 * Pixels of each class inside a zone, fractions and all: every pixel's square is cut out of the zone by Sutherland and
 * Hodgman's rule, knowing nothing of arcs. Rings must not cross; holes turn the other way or are counted as such.
 */
export function pixelsInside(zone: Zone, classes: Uint8Array, grid: Grid): Float64Array {
  const inside = new Float64Array(256);
  for (const polygon of zone.polygons) {
    polygon.forEach((ring, index) => {
      const corners: Corner[] = [];
      for (let at = 0; at < ring.length - 2; at += 2) corners.push(toPixel(grid.affine, ring[at]!, ring[at + 1]!));
      for (let pixel = 0; pixel < classes.length; pixel++) {
        const column = pixel % grid.width;
        const row = Math.floor(pixel / grid.width);
        let cut = corners;
        for (const [axis, limit, sense] of [
          [0, column, 1],
          [0, column + 1, -1],
          [1, row, 1],
          [1, row + 1, -1],
        ] as const) {
          cut = halfPlane(cut, axis, limit, sense);
        }
        inside[classes[pixel]!]! += (index === 0 ? 1 : -1) * Math.abs(shoelace(cut));
      }
    });
  }
  return inside;
}

function halfPlane(ring: readonly Corner[], axis: 0 | 1, limit: number, sense: 1 | -1): Corner[] {
  return ring.flatMap((corner, at) => {
    const before = ring.at(at - 1)!;
    const isIn = (point: Corner): boolean => sense * (point[axis] - limit) >= 0;
    if (isIn(corner) === isIn(before)) return isIn(corner) ? [corner] : [];
    const t = (limit - before[axis]) / (corner[axis] - before[axis]);
    const crossing: Corner = [before[0] + t * (corner[0] - before[0]), before[1] + t * (corner[1] - before[1])];
    return isIn(corner) ? [crossing, corner] : [crossing];
  });
}

function shoelace(ring: readonly Corner[]): number {
  return ring.reduce((sum, [x, y], at) => sum + ring.at(at - 1)![0] * y - x * ring.at(at - 1)![1], 0) / 2;
}

/** Length of a zone's border in pixel sides. */
export function borderOf(zone: Zone, grid: Grid): number {
  let length = 0;
  for (const ring of zone.polygons.flat()) {
    for (let at = 2; at < ring.length; at += 2) {
      const [ax, ay] = toPixel(grid.affine, ring[at - 2]!, ring[at - 1]!);
      const [bx, by] = toPixel(grid.affine, ring[at]!, ring[at + 1]!);
      length += Math.hypot(bx - ax, by - ay);
    }
  }
  return length;
}
