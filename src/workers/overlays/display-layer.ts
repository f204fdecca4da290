import { toPixel } from "../../core/geo/affine.ts";
import { reprojection } from "../../core/geo/reproject.ts";
import type { Grid, PixelRect } from "../../core/raster/grid.ts";
import type { NamedLayer } from "../../sources/vector/open-overlays.ts";
import type { Feature } from "../../sources/vector/zone-layer.ts";

/** Attributes by column, as the file has them. */
export type Attributes = Readonly<Record<string, unknown>>;

/** A layer as it is drawn: in columns and rows of a grid. */
export interface DisplayLayer {
  readonly features: readonly DisplayFeature[];
  /** left, top, right, bottom of each feature */
  readonly boxes: Float32Array;
}

export interface DisplayFeature {
  readonly attributes: Attributes;
  /** column, row pairs: of polygons, closed; a single precision is enough for the screen */
  readonly rings: readonly Float32Array[];
  readonly lines: readonly Float32Array[];
  readonly points: Float32Array;
}

export function displayLayer({ crs, features }: NamedLayer, grid: Grid): DisplayLayer {
  const project = reprojection(crs, grid.crs);
  const boxes = new Float32Array(4 * features.length);
  return {
    boxes,
    features: features.map(({ properties, polygons, lines, points }: Feature, place) => {
      const box = boxes.subarray(4 * place, 4 * place + 4);
      box.set([Infinity, Infinity, -Infinity, -Infinity]);
      const path = (places: ArrayLike<number>): Float32Array => {
        const path = new Float32Array(places.length);
        for (let at = 0; at < places.length; at += 2) {
          const [column, row] = toPixel(grid.affine, ...project(places[at]!, places[at + 1]!));
          path[at] = column;
          path[at + 1] = row;
          box[0] = Math.min(box[0]!, column);
          box[1] = Math.min(box[1]!, row);
          box[2] = Math.max(box[2]!, column);
          box[3] = Math.max(box[3]!, row);
        }
        return path;
      };
      return {
        attributes: properties,
        rings: polygons.flat().map(path),
        lines: lines.map(path),
        points: path(points),
      };
    }),
  };
}

/** Features whose boxes come within `margin` pixels of a rectangle. A scan: a million boxes take some milliseconds. */
export function featuresIn(
  { boxes }: DisplayLayer,
  { column, row, width, height }: PixelRect,
  margin: number,
): number[] {
  const found: number[] = [];
  for (let at = 0; at < boxes.length; at += 4) {
    if (boxes[at]! > column + width + margin || boxes[at + 2]! < column - margin) continue;
    if (boxes[at + 1]! > row + height + margin || boxes[at + 3]! < row - margin) continue;
    found.push(at / 4);
  }
  return found;
}

/** Whether a place is in a feature's polygons, or within `reach` pixels of its lines and points. */
export function isAt({ rings, lines, points }: DisplayFeature, column: number, row: number, reach: number): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let at = 0, from = ring.length - 2; at < ring.length; from = at, at += 2) {
      const [ax, ay, bx, by] = [ring[from]!, ring[from + 1]!, ring[at]!, ring[at + 1]!];
      if (ay > row !== by > row && column < ax + ((row - ay) * (bx - ax)) / (by - ay)) inside = !inside;
    }
  }
  if (inside) return true;
  for (let at = 0; at < points.length; at += 2) {
    if (Math.hypot(points[at]! - column, points[at + 1]! - row) <= reach) return true;
  }
  return lines.some((line) => {
    for (let at = 2; at < line.length; at += 2) {
      if (distanceTo(line, at, column, row) <= reach) return true;
    }
    return false;
  });
}

/** From a place to the segment that ends at `at`. */
function distanceTo(line: Float32Array, at: number, x: number, y: number): number {
  const [ax, ay] = [line[at - 2]!, line[at - 1]!];
  const [dx, dy] = [line[at]! - ax, line[at + 1]! - ay];
  const squared = dx * dx + dy * dy;
  const along = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / squared));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}
