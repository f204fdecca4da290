import type { Affine } from "../../core/geo/affine.ts";

/** A pixel position (outer corner of the first pixel is 0, 0) and where it lies on the map. */
export interface ControlPoint {
  readonly column: number;
  readonly row: number;
  readonly x: number;
  readonly y: number;
}

/** How far, in pixels, a point may lie from where the affine puts it: GDAL's own limit. */
const TOLERANCE_PIXELS = 0.25;

/**
 * The affine through three control points or more, by least squares (normal equations about the mean, for accuracy:
 * coordinates are in millions). Undefined for fewer, for points on one line, and where no affine fits to a quarter of a
 * pixel.
 */
export function affineThrough(points: readonly ControlPoint[]): Affine | undefined {
  if (points.length < 3) return undefined;
  const mean = (value: (point: ControlPoint) => number) =>
    points.reduce((sum, point) => sum + value(point), 0) / points.length;
  const centre = { column: mean((p) => p.column), row: mean((p) => p.row), x: mean((p) => p.x), y: mean((p) => p.y) };
  let [cc, cr, rr, cx, rx, cy, ry] = [0, 0, 0, 0, 0, 0, 0];
  for (const point of points) {
    const [c, r, x, y] = [point.column - centre.column, point.row - centre.row, point.x - centre.x, point.y - centre.y];
    cc += c * c;
    cr += c * r;
    rr += r * r;
    cx += c * x;
    rx += r * x;
    cy += c * y;
    ry += r * y;
  }
  const determinant = cc * rr - cr * cr;
  if (!(determinant > 1e-9 * cc * rr)) return undefined;
  const a = (rr * cx - cr * rx) / determinant;
  const b = (cc * rx - cr * cx) / determinant;
  const d = (rr * cy - cr * ry) / determinant;
  const e = (cc * ry - cr * cy) / determinant;
  const affine: Affine = [
    a,
    b,
    centre.x - a * centre.column - b * centre.row,
    d,
    e,
    centre.y - d * centre.column - e * centre.row,
  ];
  const pixel = Math.sqrt(Math.abs(a * e - b * d));
  const fits = points.every(({ column, row, x, y }) => {
    const [, , c, , , f] = affine;
    return Math.hypot(a * column + b * row + c - x, d * column + e * row + f - y) <= TOLERANCE_PIXELS * pixel;
  });
  return pixel > 0 && fits ? affine : undefined;
}
