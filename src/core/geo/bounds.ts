import { type Affine, toMap } from "./affine.ts";

/** In map units. */
export type Bounds = readonly [minX: number, minY: number, maxX: number, maxY: number];

/** Map bounds of a pixel rectangle under an affine (rotated ones too). */
export function boundsOf(affine: Affine, column: number, row: number, width: number, height: number): Bounds {
  const corners = [
    toMap(affine, column, row),
    toMap(affine, column + width, row),
    toMap(affine, column, row + height),
    toMap(affine, column + width, row + height),
  ];
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** What two have in common; undefined where they lie beside each other. */
export function commonBounds(one: Bounds, other: Bounds): Bounds | undefined {
  const common: Bounds = [
    Math.max(one[0], other[0]),
    Math.max(one[1], other[1]),
    Math.min(one[2], other[2]),
    Math.min(one[3], other[3]),
  ];
  return common[0] < common[2] && common[1] < common[3] ? common : undefined;
}
