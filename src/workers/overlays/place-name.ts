import type { DisplayFeature } from "./display-layer.ts";

/**
 * Where a feature's name stands: the middle of the widest part of its polygons on the row through the middle of its box,
 * so inside a polygon whatever its form; else the middle of the middle segment of its first line, or its first point.
 * @param box left, top, right, bottom
 */
export function namePlace(
  { rings, lines, points }: DisplayFeature,
  [, top, , bottom]: readonly [number, number, number, number],
): readonly [column: number, row: number] | undefined {
  const row = (top + bottom) / 2;
  const crossings: number[] = [];
  for (const ring of rings) {
    for (let at = 0, from = ring.length - 2; at < ring.length; from = at, at += 2) {
      const [ay, by] = [ring[from + 1]!, ring[at + 1]!];
      if (ay > row !== by > row) crossings.push(ring[from]! + ((row - ay) * (ring[at]! - ring[from]!)) / (by - ay));
    }
  }
  crossings.sort((one, other) => one - other);
  let widest = 0;
  let middle: number | undefined;
  for (let at = 0; at + 1 < crossings.length; at += 2) {
    const width = crossings[at + 1]! - crossings[at]!;
    if (width <= widest) continue;
    widest = width;
    middle = (crossings[at]! + crossings[at + 1]!) / 2;
  }
  if (middle !== undefined) return [middle, row];
  const [line] = lines;
  if (line !== undefined && line.length >= 4) {
    const at = 2 * Math.floor((line.length / 2 - 1) / 2); // where the segment in the middle begins
    return [(line[at]! + line[at + 2]!) / 2, (line[at + 1]! + line[at + 3]!) / 2];
  }
  return points.length >= 2 ? [points[0]!, points[1]!] : undefined;
}
