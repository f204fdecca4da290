import type { Point } from "../geo/affine.ts";
import type { Zone } from "./overlay/overlay.ts";

/** A zone whose corners are somewhere else; the lines between them are straight again, as every GIS does it. */
export function movedZone({ polygons }: Zone, move: (x: number, y: number) => Point): Zone {
  const moved = (ring: Float64Array): Float64Array => {
    const corners = new Float64Array(ring.length);
    for (let at = 0; at < ring.length; at += 2) {
      [corners[at], corners[at + 1]] = move(ring[at]!, ring[at + 1]!);
    }
    return corners;
  };
  return { polygons: polygons.map((rings) => rings.map(moved)) };
}
