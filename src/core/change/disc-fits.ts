/**
 * Whether a disc fits into some ground. Squares over the ground are quartered, the largest first, as long as a disc may be
 * centred in them: as far from the border as their centre, and their half diagonal more.
 * @param segments the ground's whole border in any order, ax, ay, bx, by of each
 * @param radius in the segments' unit
 * @param enough a little less: a disc of this radius is found for certain to be large enough, and so the search ends
 */
export function discFits(segments: ArrayLike<number>, radius: number, enough: number): boolean {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < segments.length; at += 2) {
    minX = Math.min(minX, segments[at]!);
    maxX = Math.max(maxX, segments[at]!);
    minY = Math.min(minY, segments[at + 1]!);
    maxY = Math.max(maxY, segments[at + 1]!);
  }
  const side = Math.min(maxX - minX, maxY - minY);
  if (!(side >= 2 * enough)) return false;
  const every = Array.from({ length: segments.length / 4 }, (_, segment) => 4 * segment);
  let half = side / 2;
  let squares: Square[] = [];
  for (let y = minY + half; y - half < maxY; y += side) {
    for (let x = minX + half; x - half < maxX; x += side) squares.push({ x, y, isInside: false, near: every });
  }
  while (squares.length > 0) {
    const quarters: Square[] = [];
    const reach = half * Math.SQRT2;
    for (const { x, y, isInside: wasInside, near } of squares) {
      const distances = near.map((at) => distanceTo(segments, at, x, y));
      const depth = distances.reduce((least, distance) => Math.min(least, distance), Infinity);
      if (depth + reach < radius) continue;
      // No border comes into the square: all of it is inside, or none.
      const isClear = depth > reach;
      const isInside = wasInside || ((isClear || depth >= enough) && isWithin(segments, x, y));
      if (isInside && depth >= enough) return true;
      if (isClear && !isInside) continue;
      // What is nearest to any place in the square is no farther from its centre.
      const nearer = near.filter((_, at) => distances[at]! <= depth + 2 * reach);
      for (const across of [x - half / 2, x + half / 2]) {
        for (const down of [y - half / 2, y + half / 2])
          quarters.push({ x: across, y: down, isInside: isClear && isInside, near: nearer });
      }
    }
    squares = quarters;
    half /= 2;
  }
  return false;
}

interface Square {
  readonly x: number;
  readonly y: number;
  /** all of it is known to be inside */
  readonly isInside: boolean;
  /** where in the list segments begin that may be the nearest to a place in it */
  readonly near: readonly number[];
}

function distanceTo(segments: ArrayLike<number>, at: number, x: number, y: number): number {
  const ax = segments[at]! - x;
  const ay = segments[at + 1]! - y;
  const dx = segments[at + 2]! - x - ax;
  const dy = segments[at + 3]! - y - ay;
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length));
  return Math.hypot(ax + along * dx, ay + along * dy);
}

function isWithin(segments: ArrayLike<number>, x: number, y: number): boolean {
  let inside = false;
  for (let at = 0; at < segments.length; at += 4) {
    const ay = segments[at + 1]!;
    const by = segments[at + 3]!;
    if (ay > y === by > y) continue;
    const ax = segments[at]!;
    if (ax + ((segments[at + 2]! - ax) * (y - ay)) / (by - ay) < x) inside = !inside;
  }
  return inside;
}
