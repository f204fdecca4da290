/**
 * Predicates on lattice segments, exact as long as coordinates stay below `MAX_COORDINATE`: every product and every
 * difference of two products is then a whole number that a double holds.
 */
export const MAX_COORDINATE = 2 ** 25;

/** Positive if c lies to the right of the walk a → b on a raster with row 0 on top (y counts downwards), 0 on its line. */
export function turn(ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}

/**
 * Whether the segment a → b passes through the hot pixel of (x, y): the square [x − ½, x + ½) × [y − ½, y + ½).
 * Half-open, so that a line through a corner common to four squares is in one of them.
 */
export function passesThrough(ax: number, ay: number, bx: number, by: number, x: number, y: number): boolean {
  if (Math.min(ax, bx) > x || Math.max(ax, bx) < x || Math.min(ay, by) > y || Math.max(ay, by) < y) return false;
  const dx = bx - ax;
  const dy = by - ay;
  // On an axis: coordinates are whole, so only the middle of the square is left.
  if (dx === 0 || dy === 0) return true;
  // The walk is in the square's columns from t = fromX / |2 dx| to toX / |2 dx|, in its rows likewise. Where dx > 0 it
  // comes in by the closed side and leaves by the open one; where dx < 0 the other way round. Ends of the segment need
  // no look: the numerators are odd and what they are compared with, 0 and |2 dx|, even; the bounding box decides.
  const spanX = 2 * Math.abs(dx);
  const spanY = 2 * Math.abs(dy);
  const middleX = 2 * (dx > 0 ? x - ax : ax - x);
  const middleY = 2 * (dy > 0 ? y - ay : ay - y);
  const xThenY = (middleX - 1) * spanY - (middleY + 1) * spanX;
  const yThenX = (middleY - 1) * spanX - (middleX + 1) * spanY;
  if (xThenY > 0 || yThenX > 0) return false;
  if (xThenY === 0) return dx > 0 && dy < 0;
  if (yThenX === 0) return dy > 0 && dx < 0;
  return true;
}

/** The lattice point nearest to where a → b and c → d cross inside both, or undefined if they do not. */
export function crossing(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): readonly [x: number, y: number] | undefined {
  const a = turn(cx, cy, dx, dy, ax, ay);
  const b = turn(cx, cy, dx, dy, bx, by);
  if (a === 0 || b === 0 || a > 0 === b > 0) return undefined;
  const c = turn(ax, ay, bx, by, cx, cy);
  const d = turn(ax, ay, bx, by, dx, dy);
  if (c === 0 || d === 0 || c > 0 === d > 0) return undefined;
  const t = a / (a - b);
  return [Math.round(ax + t * (bx - ax)), Math.round(ay + t * (by - ay))];
}
