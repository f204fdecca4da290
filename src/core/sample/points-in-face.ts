import { type Point, toMap } from "../geo/affine.ts";
import { type Coverage, cornersAlong, ringEdges } from "../vector/coverage.ts";

/** Places tried at once at most: what a thin face that spans the map takes is then many rounds, not much memory. */
const MOST_TRIES = 1 << 16;

/**
 * Places in a face's polygon, each with the same chance as any other, in map coordinates. Places in the box around it are
 * tried until enough of them lie inside; all tries of a round are asked in one walk along the face's border, so that a
 * network of streets across the map costs a few walks, not one to a try.
 * @param area of the face in square sub-pixels, more than 0
 */
export function pointsInFace(
  coverage: Coverage,
  face: number,
  area: number,
  count: number,
  random: () => number,
): Point[] {
  const { grid, rings, arcs, unit } = coverage;
  const borders: Int32Array[] = [];
  for (let ring = rings.ofFace[face]!; ring < rings.ofFace[face + 1]!; ring++)
    borders.push(cornersAlong(arcs, ringEdges(coverage, ring)));
  const [left, top, right, bottom] = boxOf(borders[0]!);
  const share = area / ((right - left) * (bottom - top));
  const points: Point[] = [];
  while (points.length < count) {
    const tries = Math.min(MOST_TRIES, Math.ceil((count - points.length) / share));
    const xs = new Float64Array(tries);
    const ys = new Float64Array(tries);
    for (let at = 0; at < tries; at++) {
      xs[at] = left + random() * (right - left);
      ys[at] = top + random() * (bottom - top);
    }
    const inside = areInside(borders, xs, ys);
    for (let at = 0; at < tries && points.length < count; at++) {
      if (inside[at] === 1) points.push(toMap(grid.affine, xs[at]! / unit, ys[at]! / unit));
    }
  }
  return points;
}

/** Of the outer ring, sub-pixels. */
function boxOf(corners: Int32Array): [left: number, top: number, right: number, bottom: number] {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < corners.length; at += 2) {
    left = Math.min(left, corners[at]!);
    right = Math.max(right, corners[at]!);
    top = Math.min(top, corners[at + 1]!);
    bottom = Math.max(bottom, corners[at + 1]!);
  }
  return [left, top, right, bottom];
}

/** By place: 1 where a ray to the west crosses the borders an odd number of times. */
function areInside(borders: readonly Int32Array[], xs: Float64Array, ys: Float64Array): Uint8Array {
  const order = Uint32Array.from(xs, (_, at) => at).sort((one, other) => ys[one]! - ys[other]!);
  const sorted = Float64Array.from(order, (at) => ys[at]!);
  const inside = new Uint8Array(xs.length);
  for (const corners of borders) {
    for (let at = 2; at < corners.length; at += 2) {
      const ay = corners[at - 1]!;
      const by = corners[at + 1]!;
      if (ay === by) continue;
      const [upper, lower] = ay < by ? [ay, by] : [by, ay];
      const ax = corners[at - 2]!;
      const slope = (corners[at]! - ax) / (by - ay);
      for (let place = firstFrom(sorted, upper); place < sorted.length; place++) {
        const y = sorted[place]!;
        if (y >= lower) break;
        const one = order[place]!;
        if (ax + slope * (y - ay) < xs[one]!) inside[one] = 1 - inside[one]!;
      }
    }
  }
  return inside;
}

/** Place of the first value that is not below `least`. */
export function firstFrom(sorted: ArrayLike<number>, least: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
