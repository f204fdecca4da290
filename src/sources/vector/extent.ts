import type { Bounds } from "../../core/geo/bounds.ts";
import type { Shape } from "./zone-layer.ts";

/** Whether the rectangles around a feature and around `bounds` meet. */
export function touches({ polygons, lines, points }: Shape, [minX, minY, maxX, maxY]: Bounds): boolean {
  const meets = (path: ArrayLike<number>): boolean => {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let at = 0; at < path.length; at += 2) {
      west = Math.min(west, path[at]!);
      east = Math.max(east, path[at]!);
      south = Math.min(south, path[at + 1]!);
      north = Math.max(north, path[at + 1]!);
    }
    return west <= maxX && east >= minX && south <= maxY && north >= minY;
  };
  return polygons.some(([outer]) => meets(outer!)) || lines.some(meets) || meets(points);
}
