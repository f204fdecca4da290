/**
 * Where rings cross a horizontal line in each of the rows `from` to `to` − 1, from west to east: between the first and
 * the second, the third and the fourth … lies what an odd number of rings is around.
 *
 * @param rings closed, x and y in columns and rows
 * @param lineOf y of a row's line, inside the row
 */
export function crossings(
  rings: readonly Float64Array[],
  from: number,
  to: number,
  lineOf: (row: number) => number,
): number[][] {
  const places = Array.from({ length: to - from }, (): number[] => []);
  for (const ring of rings) {
    for (let at = 2; at < ring.length; at += 2) {
      const [ax, ay, bx, by] = [ring[at - 2]!, ring[at - 1]!, ring[at]!, ring[at + 1]!];
      const upper = Math.min(ay, by);
      const lower = Math.max(ay, by);
      for (let row = Math.max(from, Math.floor(upper)); row < Math.min(to, lower); row++) {
        const y = lineOf(row);
        // a corner that two sides share is counted once
        if (y >= upper && y < lower) places[row - from]!.push(ax + ((y - ay) / (by - ay)) * (bx - ax));
      }
    }
  }
  for (const row of places) row.sort((one, other) => one - other);
  return places;
}
