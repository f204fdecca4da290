import { isInZones } from "./in-zones.ts";
import type { Zone } from "./lattice.ts";

/** Nearer to a border than this a corner lies on it, map units: neighbours have no ground in common. */
const ON_BORDER = 1e-6;

/**
 * Whether two pieces of ground overlap: a corner of one lies in the other, or their borders cross. Not told are pieces of
 * which every corner lies on the other's border: a point inside says it of those.
 */
export function touches(one: Zone, others: readonly Zone[]): boolean {
  return others.some(
    (other) =>
      cornersOf(one).some((corner) => isWithin(other, corner)) ||
      cornersOf(other).some((corner) => isWithin(one, corner)) ||
      bordersCross(one, other),
  );
}

function isWithin(zone: Zone, corner: readonly [number, number]): boolean {
  return isInZones([zone], corner) && !zone.polygons.flat().some((ring) => isOnRing(ring, corner));
}

function isOnRing(ring: Float64Array, [x, y]: readonly [number, number]): boolean {
  for (let end = 2; end < ring.length; end += 2) {
    const ax = ring[end - 2]!;
    const ay = ring[end - 1]!;
    const dx = ring[end]! - ax;
    const dy = ring[end + 1]! - ay;
    const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
    if (Math.hypot(x - ax - along * dx, y - ay - along * dy) < ON_BORDER) return true;
  }
  return false;
}

function cornersOf({ polygons }: Zone): [number, number][] {
  return polygons.flat().flatMap((ring) => {
    const corners: [number, number][] = [];
    for (let at = 0; at < ring.length; at += 2) corners.push([ring[at]!, ring[at + 1]!]);
    return corners;
  });
}

/** Sides that only touch do not count. */
function bordersCross(one: Zone, other: Zone): boolean {
  return one.polygons.flat().some((ring) => other.polygons.flat().some((across) => ringsCross(ring, across)));
}

function ringsCross(ring: Float64Array, across: Float64Array): boolean {
  for (let a = 2; a < ring.length; a += 2) {
    for (let b = 2; b < across.length; b += 2) {
      if (
        sideOf(ring, a, across, b - 2) * sideOf(ring, a, across, b) < 0 &&
        sideOf(across, b, ring, a - 2) * sideOf(across, b, ring, a) < 0
      )
        return true;
    }
  }
  return false;
}

/** On which side of the segment that ends at `end` a point lies: positive on the left. */
function sideOf(ring: Float64Array, end: number, points: Float64Array, point: number): number {
  const ax = ring[end - 2]!;
  const ay = ring[end - 1]!;
  return (ring[end]! - ax) * (points[point + 1]! - ay) - (ring[end + 1]! - ay) * (points[point]! - ax);
}
