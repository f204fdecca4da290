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
