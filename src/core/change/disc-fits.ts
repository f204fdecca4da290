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
  let half = side / 2;
  let centres: number[] = [];
  for (let y = minY + half; y - half < maxY; y += side) {
    for (let x = minX + half; x - half < maxX; x += side) centres.push(x, y);
  }
  while (centres.length > 0) {
    const quarters: number[] = [];
    for (let at = 0; at < centres.length; at += 2) {
      const [x, y] = [centres[at]!, centres[at + 1]!];
      const depth = depthAt(segments, x, y);
      if (depth >= enough) return true;
      if (depth + half * Math.SQRT2 < radius) continue;
      const [left, right, top, bottom] = [x - half / 2, x + half / 2, y - half / 2, y + half / 2];
      quarters.push(left, top, right, top, left, bottom, right, bottom);
    }
    centres = quarters;
    half /= 2;
  }
  return false;
}

/** Distance from a border to a place, negative outside of it. */
function depthAt(segments: ArrayLike<number>, x: number, y: number): number {
  let nearest = Infinity;
  let inside = false;
  for (let at = 0; at < segments.length; at += 4) {
    const ax = segments[at]! - x;
    const ay = segments[at + 1]! - y;
    const dx = segments[at + 2]! - x - ax;
    const dy = segments[at + 3]! - y - ay;
    const length = dx * dx + dy * dy;
    const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length));
    const squared = (ax + along * dx) ** 2 + (ay + along * dy) ** 2;
    if (squared < nearest) nearest = squared;
    if (ay > 0 !== ay + dy > 0 && ax - (dx * ay) / dy < 0) inside = !inside;
  }
  return inside ? Math.sqrt(nearest) : -Math.sqrt(nearest);
}
