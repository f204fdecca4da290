/** A cover's name on a picture of covers. */
export interface Label {
  readonly x: number;
  readonly y: number;
  readonly cover: number;
}

/** Candidates are looked for in squares of this many times a label's size; names of one cover keep so far apart. */
const SQUARE = 3;
const APART = 12;

/**
 * Where the names of covers stand in a picture: in the middle of the widest places first, so that a map in black and
 * white can be read by its legend. Each has room for a label of `size` pixels without touching another cover.
 *
 * @param covers by pixel; 0 is no cover, and has no name
 */
export function placeLabels(covers: Uint8Array, width: number, height: number, size: number): Label[] {
  const room = distanceToOthers(covers, width, height);
  const candidates: (Label & { readonly room: number })[] = [];
  const square = size * SQUARE;
  for (let top = 0; top < height; top += square) {
    for (let left = 0; left < width; left += square) {
      let widest = 0.7 * size; // half the diagonal of a label of two figures
      let at = -1;
      for (let y = top; y < Math.min(height, top + square); y++) {
        for (let x = left; x < Math.min(width, left + square); x++) {
          const pixel = y * width + x;
          if (room[pixel]! <= widest || covers[pixel] === 0) continue;
          widest = room[pixel]!;
          at = pixel;
        }
      }
      if (at >= 0) candidates.push({ x: at % width, y: Math.floor(at / width), cover: covers[at]!, room: widest });
    }
  }
  const labels: Label[] = [];
  for (const { x, y, cover } of candidates.sort((one, other) => other.room - one.room)) {
    const isNear = (other: Label) => Math.hypot(other.x - x, other.y - y) < size * (other.cover === cover ? APART : 2);
    if (!labels.some(isNear)) labels.push({ x, y, cover });
  }
  return labels;
}

/** By pixel: steps to the nearest pixel of another cover or the picture's edge, a diagonal one counted as 4/3 (chamfer 3-4). */
function distanceToOthers(covers: Uint8Array, width: number, height: number): Float32Array {
  const distance = new Float32Array(width * height);
  const reach = (pixel: number, x: number, y: number, dx: number, dy: number) => {
    const inside = x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height;
    const step = dx !== 0 && dy !== 0 ? 4 / 3 : 1;
    const next = pixel + dy * width + dx;
    return !inside || covers[next] !== covers[pixel] ? step : distance[next]! + step;
  };
  for (let pixel = 0; pixel < distance.length; pixel++) {
    const x = pixel % width;
    const y = Math.floor(pixel / width);
    distance[pixel] = Math.min(
      reach(pixel, x, y, -1, 0),
      reach(pixel, x, y, -1, -1),
      reach(pixel, x, y, 0, -1),
      reach(pixel, x, y, 1, -1),
    );
  }
  for (let pixel = distance.length - 1; pixel >= 0; pixel--) {
    const x = pixel % width;
    const y = Math.floor(pixel / width);
    distance[pixel] = Math.min(
      distance[pixel]!,
      reach(pixel, x, y, 1, 0),
      reach(pixel, x, y, 1, 1),
      reach(pixel, x, y, 0, 1),
      reach(pixel, x, y, -1, 1),
    );
  }
  return distance;
}
