/** Lines that are walked one at a time: `of` makes one the present one, of which the rest tells the points. */
export interface LineWalk {
  of(line: number): unknown;
  readonly count: number;
  x(at: number): number;
  y(at: number): number;
}

/**
 * For each place the half-edge that one meets first when walking straight left (towards smaller x), with the place on
 * its left; −1 where there is none. A place at the height of a corner counts as a hair below it.
 * @param isWanted which pieces count
 */
export function nearestLeft(
  pieces: { readonly count: number },
  walk: LineWalk,
  isWanted: (piece: number) => boolean,
  places: readonly { readonly x: number; readonly y: number }[],
): Int32Array {
  const found = new Int32Array(places.length).fill(-1);
  if (places.length === 0) return found;
  // By rank, the least y first: the places at the height of a segment lie side by side.
  const order = places.map((_, place) => place).sort((one, other) => places[one]!.y - places[other]!.y);
  const ys = Float64Array.from(order, (place) => places[place]!.y);
  const xs = Float64Array.from(order, (place) => places[place]!.x);
  /** how far to the left, and the slope dx / dy that decides where two meet in a corner */
  const distance = new Float64Array(places.length).fill(Infinity);
  const slopes = new Float64Array(places.length);
  /** what lies beyond is farther for certain */
  const limit = new Float64Array(places.length).fill(-Infinity);
  const first = firstAtOrBeyond(ys);
  for (let piece = 0; piece < pieces.count; piece++) {
    if (!isWanted(piece)) continue;
    walk.of(piece);
    const { count } = walk;
    let bx = walk.x(0);
    let by = walk.y(0);
    for (let at = 1; at < count; at++) {
      const ax = bx;
      const ay = by;
      bx = walk.x(at);
      by = walk.y(at);
      if (ay === by) continue;
      const most = Math.max(ay, by);
      const west = Math.min(ax, bx);
      const east = Math.max(ax, bx);
      for (let rank = first(Math.min(ay, by)); rank < ys.length && ys[rank]! < most; rank++) {
        const x = xs[rank]!;
        if (west >= x || east < limit[rank]!) continue;
        const dx = bx - ax;
        const dy = by - ay;
        const slope = dx / dy;
        // The numerator is a whole number: 0 on the line, whatever the last digit of the slope.
        const away = ((x - ax) * dy - (ys[rank]! - ay) * dx) / dy;
        if (away <= 0 || away > distance[rank]! || (away === distance[rank] && slope <= slopes[rank]!)) continue;
        distance[rank] = away;
        slopes[rank] = slope;
        limit[rank] = x - away - 1;
        // Downwards the walker has the east on the left.
        found[order[rank]!] = 2 * piece + Number(by < ay);
      }
    }
  }
  return found;
}

/** Rank of the first of some ascending values that is not below a given one; they are looked up by what is about their number of steps. */
function firstAtOrBeyond(sorted: Float64Array): (value: number) => number {
  const count = sorted.length;
  const least = sorted[0]!;
  const step = (sorted[count - 1]! - least) / count || 1;
  const firstOf = new Int32Array(count + 2);
  for (let bin = 0, rank = 0; bin < firstOf.length; bin++) {
    while (rank < count && Math.floor((sorted[rank]! - least) / step) < bin) rank++;
    firstOf[bin] = rank;
  }
  return (value) => {
    if (value <= least) return 0;
    const bin = Math.min(count + 1, Math.floor((value - least) / step));
    let rank = firstOf[bin]!;
    while (rank < count && sorted[rank]! < value) rank++;
    return rank;
  };
}

/** Place of the first that is not below a value, or the length. */
export function firstNotBelow(sorted: Float64Array | Int32Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
