import { isInZones } from "./in-zones.ts";
import type { Zone } from "./lattice.ts";

/** Whether two pieces of ground have any in common: a corner of one lies in the other, or their borders cross. */
export function touches(one: Zone, others: readonly Zone[]): boolean {
  return (
    cornersOf(one).some((corner) => isInZones(others, corner)) ||
    others.some((other) => cornersOf(other).some((corner) => isInZones([one], corner)) || bordersCross(one, other))
  );
}

function cornersOf({ polygons }: Zone): [number, number][] {
  return polygons.flat().flatMap((ring) => {
    const corners: [number, number][] = [];
    for (let at = 0; at < ring.length; at += 2) corners.push([ring[at]!, ring[at + 1]!]);
    return corners;
  });
}

/** Sides that only touch do not count: their corners have been asked for. */
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
