/** Polygons out of loose rings, as a Shapefile has them. */

interface Placed {
  readonly ring: Float64Array;
  readonly area: number;
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
  /** how many rings are around it */
  depth: number;
  /** the polygon it is the outer ring of */
  polygon: Float64Array[] | undefined;
}

/**
 * Rings by what is around them: one with an even number of rings around it is the outside of a polygon, one with an odd
 * number is a hole in the smallest of those. The sense in which they turn is not asked: Shapefiles that have it wrong are
 * common, and what is inside is the same.
 * @param rings closed, of x, y pairs, not crossing each other
 */
export function nestRings(rings: readonly Float64Array[]): Float64Array[][] {
  const [only] = rings;
  if (rings.length === 1) return [[only!]];
  const placed = rings.map(place).sort((one, other) => other.area - one.area);
  const polygons: Float64Array[][] = [];
  placed.forEach((inner, at) => {
    let around: Placed | undefined; // the smallest, for larger ones come first
    for (let before = 0; before < at; before++) {
      const outer = placed[before]!;
      if (isAround(outer, inner)) around = outer;
    }
    inner.depth = around === undefined ? 0 : around.depth + 1;
    if (inner.depth % 2 === 1) {
      around!.polygon!.push(inner.ring);
      return;
    }
    inner.polygon = [inner.ring];
    polygons.push(inner.polygon);
  });
  return polygons;
}

function place(ring: Float64Array): Placed {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  let twice = 0;
  for (let at = 0; at < ring.length; at += 2) {
    const x = ring[at]!;
    const y = ring[at + 1]!;
    minX = Math.min(minX, x);
    minY = Math.min(minY, y);
    maxX = Math.max(maxX, x);
    maxY = Math.max(maxY, y);
    // About the first corner: map coordinates are in the millions and would cost half the digits.
    if (at > 0) {
      twice += (ring[at - 2]! - ring[0]!) * (y - ring[1]!) - (x - ring[0]!) * (ring[at - 1]! - ring[1]!);
    }
  }
  return { ring, area: Math.abs(twice) / 2, minX, minY, maxX, maxY, depth: 0, polygon: undefined };
}

function isAround(outer: Placed, inner: Placed): boolean {
  if (inner.minX < outer.minX || inner.maxX > outer.maxX) return false;
  if (inner.minY < outer.minY || inner.maxY > outer.maxY) return false;
  // A hole may touch the ring around it: the first corner that does not lie on it says.
  for (let at = 0; at < inner.ring.length; at += 2) {
    const side = sideOf(outer.ring, inner.ring[at]!, inner.ring[at + 1]!);
    if (side !== 0) return side > 0;
  }
  return false;
}

/** 1 inside, −1 outside, 0 on the ring. */
function sideOf(ring: Float64Array, x: number, y: number): -1 | 0 | 1 {
  let inside: -1 | 1 = -1;
  for (let at = 2; at < ring.length; at += 2) {
    const ax = ring[at - 2]! - x;
    const ay = ring[at - 1]! - y;
    const bx = ring[at]! - x;
    const by = ring[at + 1]! - y;
    const turn = ax * by - ay * bx;
    if (turn === 0 && ax * bx + ay * by <= 0) return 0;
    if (ay > 0 !== by > 0 && turn > 0 === by > ay) inside = inside > 0 ? -1 : 1;
  }
  return inside;
}
