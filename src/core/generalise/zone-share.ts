import { OUTSIDE, type PlanarMap } from "../vector/coverage.ts";
import type { BuiltZone } from "./built-zone.ts";

/**
 * How many pixels of each face lie in the zone: exact, from borders alone. By Green's theorem a face's area in the zone
 * is a sum over its vertical borders of the zone's area to their left, which a summed-area table gives at once.
 * @param map as traced: its steps are horizontal or vertical, its unit is the pixel
 */
export function pixelsInZone({ arcs, faces }: PlanarMap, zone: BuiltZone): Float64Array {
  const zoneTo = zoneAreaTo(zone);
  const inside = new Float64Array(faces.count);
  const { points, offsets } = arcs;
  for (let arc = 0; arc < arcs.count; arc++) {
    let sum = 0;
    for (let at = offsets[arc]! + 1; at < offsets[arc + 1]!; at++) {
      const x = points[2 * at]!;
      if (x === points[2 * at - 2]) sum += zoneTo(x, points[2 * at + 1]!) - zoneTo(x, points[2 * at - 1]!);
    }
    const left = arcs.left[arc]!;
    const right = arcs.right[arc]!;
    // Walking down, the face on the left lies to the east: it begins here, the other ends here.
    if (left !== OUTSIDE) inside[left] = inside[left]! - sum;
    if (right !== OUTSIDE) inside[right] = inside[right]! + sum;
  }
  return inside;
}

/** Pixels of the zone in the columns before `x` and the rows before `y`. */
function zoneAreaTo({ cells, cellPixels, grid: { width, height } }: BuiltZone): (x: number, y: number) => number {
  // A row and a column more than there are corners: they are asked at the far edges, and count for nothing there.
  const wide = width + 2;
  const table = new Uint32Array(wide * (height + 2));
  for (let row = 0; row < height; row++) {
    let inRow = 0;
    for (let column = 0; column < width; column++) {
      inRow += cells[row * width + column]!;
      table[(row + 1) * wide + column + 1] = table[row * wide + column + 1]! + inRow;
    }
  }
  return (x, y) => {
    const column = Math.floor(x / cellPixels);
    const row = Math.floor(y / cellPixels);
    const dx = x - column * cellPixels;
    const dy = y - row * cellPixels;
    const at = row * wide + column;
    // A cell is inside or outside as a whole, so between corners the area is bilinear. Whole numbers throughout.
    const upper = (cellPixels - dx) * table[at]! + dx * table[at + 1]!;
    const lower = (cellPixels - dx) * table[at + wide]! + dx * table[at + wide + 1]!;
    return (cellPixels - dy) * upper + dy * lower;
  };
}
