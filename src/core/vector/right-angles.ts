/** A side within this of the main direction, or of the one across, is meant to run along it. */
const NEAR_DEGREES = 20;

/** Shortest sum of sides over all sides, as vectors at four times their angle: 1 for a rectangle, near 0 for a circle. */
const LEAST_SQUARENESS = 0.6;

/**
 * The direction along and across which the sides of a closed ring run, in radians, by the mean of their angles times
 * four (which makes right angles equal), weighted by length. Undefined where the sides agree on none.
 */
export function mainDirection(xs: readonly number[], ys: readonly number[]): number | undefined {
  let cos = 0;
  let sin = 0;
  let sum = 0;
  for (let at = 0; at < xs.length; at++) {
    const [dx, dy] = side(xs, ys, at);
    const length = Math.hypot(dx, dy);
    const angle = 4 * Math.atan2(dy, dx);
    cos += length * Math.cos(angle);
    sin += length * Math.sin(angle);
    sum += length;
  }
  return Math.hypot(cos, sin) < LEAST_SQUARENESS * sum ? undefined : Math.atan2(sin, cos) / 4;
}

/**
 * Where each corner of a closed ring goes so that its sides run along `direction` or across it; undefined for those that
 * stay. A side keeps its middle (or the fixed corner at its end), so the area inside stays nearly what it was; sides in a
 * row that run the same way become one.
 */
export function squaredPlaces(
  xs: readonly number[],
  ys: readonly number[],
  isFixed: readonly boolean[],
  direction: number,
): ([x: number, y: number] | undefined)[] {
  const count = xs.length;
  const ux = Math.cos(direction);
  const uy = Math.sin(direction);
  // In the building's own frame, where sides run along s or along t.
  const s = xs.map((x, at) => x * ux + ys[at]! * uy);
  const t = xs.map((x, at) => ys[at]! * ux - x * uy);
  const sides = xs.map((_, at) => sideAxis(...side(s, t, at)));
  const levels = levelsOf(s, t, sides, isFixed);
  return xs.map((_, at) => {
    if (isFixed[at]) return undefined;
    const beside = [(at + count - 1) % count, at];
    const levelAlong = (axis: Axis): number | undefined =>
      levels[beside.find((side) => sides[side] === axis && levels[side] !== undefined) ?? -1];
    const levelS = levelAlong("t");
    const levelT = levelAlong("s");
    if (levelS === undefined && levelT === undefined) return undefined;
    const newS = levelS ?? s[at]!;
    const newT = levelT ?? t[at]!;
    return [newS * ux - newT * uy, newS * uy + newT * ux];
  });
}

type Axis = "s" | "t";

/** The axis a side runs along, or undefined. */
function sideAxis(ds: number, dt: number): Axis | undefined {
  const most = Math.tan((NEAR_DEGREES * Math.PI) / 180);
  if (Math.abs(dt) <= most * Math.abs(ds)) return "s";
  return Math.abs(ds) <= most * Math.abs(dt) ? "t" : undefined;
}

/**
 * By side: the coordinate across its axis that it gets, common to sides in a row along the same axis; undefined where
 * it runs along none, or where fixed corners disagree.
 */
function levelsOf(
  s: readonly number[],
  t: readonly number[],
  sides: readonly (Axis | undefined)[],
  isFixed: readonly boolean[],
): (number | undefined)[] {
  const count = s.length;
  const levels = new Array<number | undefined>(count);
  // A ring has a side unlike the one before it, or it would be one line.
  const start = sides.findIndex((axis, at) => axis !== sides[(at + count - 1) % count]);
  for (let first = 0; first < count; ) {
    const axis = sides[(start + first) % count];
    let end = first + 1;
    while (end < count && sides[(start + end) % count] === axis) end++;
    if (axis !== undefined) {
      const run = Array.from({ length: end - first }, (_, at) => (start + first + at) % count);
      const level = levelOf(run, axis === "s" ? t : s, axis === "s" ? s : t, isFixed);
      for (const at of run) levels[at] = level;
    }
    first = end;
  }
  return levels;
}

/** The mean of the sides' middles, weighted by length; that of fixed corners where there are any and they agree. */
function levelOf(
  run: readonly number[],
  across: readonly number[],
  along: readonly number[],
  isFixed: readonly boolean[],
): number | undefined {
  const count = across.length;
  let weighted = 0;
  let sum = 0;
  let fixed: number | undefined;
  for (const at of run) {
    const next = (at + 1) % count;
    const length = Math.abs(along[next]! - along[at]!);
    weighted += (length * (across[at]! + across[next]!)) / 2;
    sum += length;
    for (const end of [at, next]) {
      if (!isFixed[end]) continue;
      if (fixed !== undefined && Math.abs(fixed - across[end]!) > 1) return undefined;
      fixed = across[end]!;
    }
  }
  return fixed ?? weighted / sum;
}

/** From corner `at` of a closed ring to the next. */
function side(xs: readonly number[], ys: readonly number[], at: number): [dx: number, dy: number] {
  const next = (at + 1) % xs.length;
  return [xs[next]! - xs[at]!, ys[next]! - ys[at]!];
}
