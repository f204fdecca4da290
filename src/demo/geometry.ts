/** Plane geometry in the scene's own metres: x to the east, y to the south, (0, 0) at the image's first corner. */
export type Point = readonly [x: number, y: number];
export type Polygon = readonly Point[];
export type Box = readonly [minX: number, minY: number, maxX: number, maxY: number];

export function boxOf(points: Polygon, margin = 0): Box {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    if (x < minX) minX = x;
    if (y < minY) minY = y;
    if (x > maxX) maxX = x;
    if (y > maxY) maxY = y;
  }
  return [minX - margin, minY - margin, maxX + margin, maxY + margin];
}

export function boxesMeet(a: Box, b: Box): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

export const distance = ([ax, ay]: Point, [bx, by]: Point): number => Math.hypot(bx - ax, by - ay);

/** A rectangle that stands at an angle: (ux, uy) is the unit vector of its first axis, the second is (-uy, ux). */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly ux: number;
  readonly uy: number;
}

export function frameAt([x, y]: Point, [fromX, fromY]: Point, [toX, toY]: Point): Frame {
  const length = Math.hypot(toX - fromX, toY - fromY) || 1;
  return { x, y, ux: (toX - fromX) / length, uy: (toY - fromY) / length };
}

/** The point at (u, v) metres along a frame's axes. */
export function inFrame({ x, y, ux, uy }: Frame, u: number, v: number): Point {
  return [x + u * ux - v * uy, y + u * uy + v * ux];
}

/** The same axes around another point of the frame. */
export function moveFrame(frame: Frame, u: number, v: number): Frame {
  const [x, y] = inFrame(frame, u, v);
  return { ...frame, x, y };
}

export function turnFrame({ x, y, ux, uy }: Frame): Frame {
  return { x, y, ux: -uy, uy: ux };
}

export function rectangle(frame: Frame, halfU: number, halfV: number): Polygon {
  return [
    inFrame(frame, -halfU, -halfV),
    inFrame(frame, halfU, -halfV),
    inFrame(frame, halfU, halfV),
    inFrame(frame, -halfU, halfV),
  ];
}

/** The area a convex polygon sweeps when moved by (dx, dy): the hull of both places (Andrew's monotone chain). */
export function sweep(polygon: Polygon, dx: number, dy: number): Polygon {
  const points = [...polygon, ...polygon.map(([x, y]): Point => [x + dx, y + dy])].sort(
    (a, b) => a[0] - b[0] || a[1] - b[1],
  );
  const half = (ordered: readonly Point[]): Point[] => {
    const chain: Point[] = [];
    for (const p of ordered) {
      while (chain.length >= 2 && cross(chain[chain.length - 2]!, chain[chain.length - 1]!, p) <= 0) chain.pop();
      chain.push(p);
    }
    return chain.slice(0, -1);
  };
  return [...half(points), ...half(points.reverse())];
}

function cross([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): number {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}

/** True if the point lies inside the polygon (even–odd). */
export function contains(polygon: Polygon, [x, y]: Point): boolean {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [ax, ay] = polygon[i]!;
    const [bx, by] = polygon[j]!;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** True if all the points lie inside the polygon. */
export function containsAll(polygon: Polygon, points: Polygon): boolean {
  return points.every((point) => contains(polygon, point));
}

/** A point of the Catmull–Rom curve from `b` to `c`, t in [0, 1]. */
export function curvePoint(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const one = (p: number, q: number, r: number, s: number) =>
    0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t * t * t);
  return [one(a[0], b[0], c[0], d[0]), one(a[1], b[1], c[1], d[1])];
}
