import type { Point } from "../../geo/affine.ts";
import type { Zone } from "./lattice.ts";

/** Whether a place is in any of some zones, in their CRS. */
export function isInZones(zones: readonly Zone[], [x, y]: Point): boolean {
  return zones.some(({ polygons }) => {
    let around = 0;
    for (const ring of polygons.flat()) {
      for (let at = 2; at < ring.length; at += 2) {
        const ay = ring[at - 1]!;
        const by = ring[at + 1]!;
        if (ay > y === by > y) continue;
        const ax = ring[at - 2]!;
        if (ax + ((ring[at]! - ax) * (y - ay)) / (by - ay) < x) around++;
      }
    }
    return around % 2 === 1;
  });
}
