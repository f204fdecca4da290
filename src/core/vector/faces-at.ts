import { toPixel } from "../geo/affine.ts";
import type { Bounds } from "../geo/bounds.ts";
import { OUTSIDE, type PlanarMap } from "./coverage.ts";

const NOT_CROSSED = -2;

/**
 * Which face lies under each pixel of a picture of `bounds`: the one its centre is in, or `OUTSIDE`. One walk along the
 * arcs, no rings: where an arc crosses a row's centre line, the face on its right-hand side begins, and lasts until the
 * next crossing. Of several crossings between two centres the last one counts.
 *
 * @param bounds in the CRS of a north-up map
 * @param spans of the map's arcs, where many pictures of parts of it are asked for
 * @returns by pixel, rows from the north
 */
export function facesAt(
  { grid, unit, arcs }: Pick<PlanarMap, "grid" | "unit" | "arcs">,
  bounds: Bounds,
  width: number,
  height: number,
  spans?: ArcSpans,
): Int32Array {
  const [minX, minY, maxX, maxY] = bounds;
  const [left, top] = toPixel(grid.affine, minX, maxY).map((value) => value * unit) as [number, number];
  const [right, bottom] = toPixel(grid.affine, maxX, minY).map((value) => value * unit) as [number, number];
  const columnWidth = (right - left) / width;
  const rowHeight = (bottom - top) / height;
  const begins = new Int32Array(width * height).fill(NOT_CROSSED);
  const crossedAt = new Float64Array(width * height).fill(-Infinity);

  for (let arc = 0; arc < arcs.count; arc++) {
    if (spans !== undefined && (spans.lower[arc]! < top || spans.upper[arc]! > bottom)) continue;
    for (let at = 2 * arcs.offsets[arc]! + 2; at < 2 * arcs.offsets[arc + 1]!; at += 2) {
      const ax = arcs.points[at - 2]!;
      const ay = arcs.points[at - 1]!;
      const bx = arcs.points[at]!;
      const by = arcs.points[at + 1]!;
      if (ay === by) continue;
      // y counts downwards: who walks down has the east on the left hand
      const east = by > ay ? arcs.left[arc]! : arcs.right[arc]!;
      const upper = Math.min(ay, by);
      const lower = Math.max(ay, by);
      const first = Math.max(0, Math.ceil((upper - top) / rowHeight - 0.5) - 1);
      for (let row = first; row < height; row++) {
        const y = offCorners(top + (row + 0.5) * rowHeight);
        if (y <= upper) continue;
        if (y >= lower) break;
        const x = ax + ((bx - ax) * (y - ay)) / (by - ay);
        const column = Math.max(0, Math.ceil((x - left) / columnWidth - 0.5));
        if (column >= width) continue;
        const pixel = row * width + column;
        if (x <= crossedAt[pixel]!) continue;
        crossedAt[pixel] = x;
        begins[pixel] = east;
      }
    }
  }
  for (let row = 0; row < height; row++) {
    let face = OUTSIDE;
    for (let pixel = row * width; pixel < (row + 1) * width; pixel++) {
      if (begins[pixel] !== NOT_CROSSED) face = begins[pixel]!;
      begins[pixel] = face;
    }
  }
  return begins;
}

/** By arc: the least and the greatest y of its points, in sub-pixels. */
export interface ArcSpans {
  readonly upper: Int32Array;
  readonly lower: Int32Array;
}

export function arcSpans({ arcs }: PlanarMap): ArcSpans {
  const upper = new Int32Array(arcs.count).fill(0x7fffffff);
  const lower = new Int32Array(arcs.count).fill(-0x80000000);
  for (let arc = 0; arc < arcs.count; arc++) {
    for (let at = arcs.offsets[arc]!; at < arcs.offsets[arc + 1]!; at++) {
      const y = arcs.points[2 * at + 1]!;
      if (y < upper[arc]!) upper[arc] = y;
      if (y > lower[arc]!) lower[arc] = y;
    }
  }
  return { upper, lower };
}

/** Corners lie on whole numbers: a hair beside them, arcs that meet in one cross the line in a definite order. */
function offCorners(y: number): number {
  return Number.isInteger(y) ? y + 1e-6 : y;
}
