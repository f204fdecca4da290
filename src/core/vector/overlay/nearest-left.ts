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
  const order = places.map((_, place) => place).sort((one, other) => places[one]!.y - places[other]!.y);
  const heights = Float64Array.from(order, (place) => places[place]!.y);
  const found = new Int32Array(places.length).fill(-1);
  /** how far to the left, and the slope dx / dy that decides where two meet in a corner */
  const distance = new Float64Array(places.length).fill(Infinity);
  const slopes = new Float64Array(places.length);
  if (places.length === 0) return found;
  for (let piece = 0; piece < pieces.count; piece++) {
    if (!isWanted(piece)) continue;
    walk.of(piece);
    for (let at = 1; at < walk.count; at++) {
      const ay = walk.y(at - 1);
      const by = walk.y(at);
      if (ay === by) continue;
      const least = Math.min(ay, by);
      const most = Math.max(ay, by);
      const ax = walk.x(at - 1);
      const dx = walk.x(at) - ax;
      const dy = by - ay;
      const slope = dx / dy;
      for (let rank = firstNotBelow(heights, least); rank < heights.length && heights[rank]! < most; rank++) {
        const place = order[rank]!;
        const { x, y } = places[place]!;
        // The numerator is a whole number: 0 on the line, whatever the last digit of the slope.
        const away = ((x - ax) * dy - (y - ay) * dx) / dy;
        if (away <= 0 || away > distance[place]! || (away === distance[place] && slope <= slopes[place]!)) continue;
        distance[place] = away;
        slopes[place] = slope;
        // Downwards the walker has the east on the left.
        found[place] = 2 * piece + Number(by < ay);
      }
    }
  }
  return found;
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
