import type { Arcs } from "./coverage.ts";

/** How far smoothing moves a border, in pixels: from a corner to the line between the middles of its two sides. */
export const STAIR_DEPTH_PIXELS = Math.SQRT2 / 4;

/**
 * The points of a traced arc with its stairs smoothed, x, y in sub-pixels, into `into`, and for each the arc's own
 * point that it is or comes after, 0 the first, into `sources`; how many. A loop does not repeat its first point. Corners of stairs are cut half a pixel before and behind, so that a border runs through the middles
 * of the pixel sides, which lie on both sides of the line that was rasterised and at most half a pixel away, where
 * corners would lie on one side. What is cut is the quarter of a pixel that no other border enters: no crossing.
 *
 * A stair is a turn with a side of one pixel. In the raster of a straight line one of the two directions takes single
 * steps only (Freeman's second property of chain codes), so a turn between two longer sides is a corner of the thing
 * itself, a roof's: it stays.
 * @param unit sub-pixels to the pixel, even
 */
export function smoothStairs(
  { offsets, points, startNode }: Arcs,
  arc: number,
  unit: number,
  into: Int32Array,
  sources: Int32Array,
): number {
  const first = offsets[arc]!;
  const last = offsets[arc + 1]! - 1;
  const isLoop = startNode[arc]! < 0;
  let count = 0;
  const half = unit / 2;
  for (let point = first; point <= last; point++) {
    // A loop's last point is its first again.
    if (isLoop && point === last) break;
    const source = point - first;
    const x = points[2 * point]! * unit;
    const y = points[2 * point + 1]! * unit;
    if (!isLoop && (point === first || point === last)) {
      count = append(into, sources, count, x, y, source);
      continue;
    }
    const before = point === first ? last - 1 : point - 1;
    const dx0 = points[2 * before]! * unit - x;
    const dy0 = points[2 * before + 1]! * unit - y;
    const dx1 = points[2 * point + 2]! * unit - x;
    const dy1 = points[2 * point + 3]! * unit - y;
    if (Math.abs(dx0 + dy0) > unit && Math.abs(dx1 + dy1) > unit) {
      count = append(into, sources, count, x, y, source);
    } else {
      count = append(into, sources, count, x + half * Math.sign(dx0), y + half * Math.sign(dy0), source - 1);
      count = append(into, sources, count, x + half * Math.sign(dx1), y + half * Math.sign(dy1), source);
    }
  }
  if (isLoop && sources[0] === -1) sources[0] = last - first - 1;
  return isLoop ? closeLoop(into, sources, count) : count;
}

/** Takes back the point before if it is this one or lies on the straight line to it; how many points there are then. */
function append(
  points: Int32Array,
  sources: Int32Array,
  written: number,
  x: number,
  y: number,
  source: number,
): number {
  let count = written;
  if (count > 0 && points[2 * count - 2] === x && points[2 * count - 1] === y) return count;
  if (count > 1 && isStraight(points, count - 2, count - 1, x, y)) count--;
  points[2 * count] = x;
  points[2 * count + 1] = y;
  sources[count] = source;
  return count + 1;
}

/** Where a loop closes, too, no point is met twice and none lies on a straight line. */
function closeLoop(points: Int32Array, sources: Int32Array, written: number): number {
  let count = written;
  if (points[0] === points[2 * count - 2] && points[1] === points[2 * count - 1]) count--;
  if (isStraight(points, count - 2, count - 1, points[0]!, points[1]!)) count--;
  if (!isStraight(points, count - 1, 0, points[2]!, points[3]!)) return count;
  points.copyWithin(0, 2, 2 * count);
  sources.copyWithin(0, 1, count);
  return count - 1;
}

/** Whether points `a` and `b` of the array and (x, y) lie on one straight line. */
function isStraight(points: Int32Array, a: number, b: number, x: number, y: number): boolean {
  const ax = points[2 * a]!;
  const ay = points[2 * a + 1]!;
  return (points[2 * b]! - ax) * (y - ay) === (points[2 * b + 1]! - ay) * (x - ax);
}
