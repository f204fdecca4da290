/** Distances along an axis are cut at this many cells: its square still fits 31 bits, and nothing here reaches so far. */
const FAR = 30_000;
const MOST = 0x7fffffff;

/**
 * For each cell the squared distance, in cells, from its centre to the centre of the nearest cell of `mask` that is not
 * 0 (0 for those themselves). Exact, in whole numbers; `FAR`² or more where there is none. Linear in the cells.
 *
 * Two passes, columns then rows, after Meijster, Roerdink and Hesselink (2000), "A general algorithm for computing
 * distance transforms in linear time".
 */
export function squaredDistances(mask: Uint8Array, width: number, height: number): Int32Array {
  const distances = columnDistances(mask, width, height);
  const lower = new LowerEnvelope(width);
  for (let row = 0; row < height; row++) lower.replace(distances.subarray(row * width, (row + 1) * width));
  return distances;
}

/** To the nearest cell of the mask in the same column. Row after row, as memory lies. */
function columnDistances(mask: Uint8Array, width: number, height: number): Int32Array {
  const distances = new Int32Array(mask.length);
  for (let at = 0; at < width; at++) distances[at] = mask[at] !== 0 ? 0 : FAR;
  for (let at = width; at < mask.length; at++) {
    const above = distances[at - width]!;
    distances[at] = mask[at] !== 0 ? 0 : above < FAR ? above + 1 : FAR;
  }
  for (let at = (height - 1) * width - 1; at >= 0; at--) {
    const below = distances[at + width]! + 1;
    if (below < distances[at]!) distances[at] = below;
  }
  return distances;
}

/** The lower envelope of the parabolas (x − i)² + g(i)² of one row. */
class LowerEnvelope {
  /** apex of each parabola on the envelope, and where it begins to be the lowest */
  readonly #apex: Int32Array;
  readonly #from: Int32Array;
  readonly #height: Float64Array;

  constructor(width: number) {
    this.#apex = new Int32Array(width);
    this.#from = new Int32Array(width);
    this.#height = new Float64Array(width);
  }

  /** Replaces g by the envelope. */
  replace(row: Int32Array): void {
    const width = row.length;
    const apex = this.#apex;
    const from = this.#from;
    const height = this.#height;
    for (let x = 0; x < width; x++) height[x] = row[x]! * row[x]!;
    let last = 0;
    apex[0] = 0;
    from[0] = 0;
    for (let x = 1; x < width; x++) {
      const own = height[x]!;
      while (last >= 0 && valueAt(from[last]!, apex[last]!, height) > valueAt(from[last]!, x, height)) last--;
      if (last < 0) {
        last = 0;
        apex[0] = x;
        continue; // from[0] is 0 for good
      }
      const other = apex[last]!;
      const meeting = 1 + Math.floor((x * x - other * other + own - height[other]!) / (2 * (x - other)));
      if (meeting < width) {
        last++;
        apex[last] = x;
        from[last] = meeting;
      }
    }
    for (let x = width - 1; x >= 0; x--) {
      const value = valueAt(x, apex[last]!, height);
      row[x] = value < MOST ? value : MOST;
      if (x === from[last]) last--;
    }
  }
}

function valueAt(x: number, apex: number, height: Float64Array): number {
  const distance = x - apex; // times itself: a power costs ten times as much
  return distance * distance + height[apex]!;
}
