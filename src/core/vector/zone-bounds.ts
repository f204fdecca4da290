import type { Bounds } from "../geo/bounds.ts";
import type { Zone } from "./overlay/overlay.ts";

/** The extent of a zone, by its outer rings. */
export function zoneBounds({ polygons }: Zone): Bounds {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [outer] of polygons) {
    for (let at = 0; at < outer!.length; at += 2) {
      minX = Math.min(minX, outer![at]!);
      maxX = Math.max(maxX, outer![at]!);
      minY = Math.min(minY, outer![at + 1]!);
      maxY = Math.max(maxY, outer![at + 1]!);
    }
  }
  return [minX, minY, maxX, maxY];
}
