/** A cover's name on a picture of covers. */
export interface Label {
  readonly x: number;
  readonly y: number;
  readonly cover: number;
}

/** One label at most to a square of this many times its size: more would hide the map. */
const SPACING = 5;

/**
 * Where the names of covers stand in a picture: in the middle of the widest places, so that a map in black and white can
 * be read by its legend. Each has room for a label of `size` pixels without touching another cover.
 *
 * @param covers by pixel; 0 is no cover, and has no name
 */
export function placeLabels(covers: Uint8Array, width: number, height: number, size: number): Label[] {
  const room = distanceToOthers(covers, width, height);
  const square = size * SPACING;
  const labels: Label[] = [];
  for (let top = 0; top < height; top += square) {
    for (let left = 0; left < width; left += square) {
      let best = 0.7 * size; // half the diagonal of a label of two figures
      let label: Label | undefined;
      for (let y = top; y < Math.min(height, top + square); y++) {
        for (let x = left; x < Math.min(width, left + square); x++) {
          const pixel = y * width + x;
          if (room[pixel]! <= best || covers[pixel] === 0) continue;
          best = room[pixel]!;
          label = { x, y, cover: covers[pixel]! };
        }
      }
      const crowded = (other: Label, { x, y }: Label) => Math.hypot(other.x - x, other.y - y) < 2 * size;
      if (label !== undefined && !labels.some((other) => crowded(other, label))) labels.push(label);
    }
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
