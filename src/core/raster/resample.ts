/**
 * Resampling along one axis as a table of weights, so that one loop serves copying, bilinear enlarging, area-averaged
 * reducing and the mirrored edge alike.
 */
export interface AxisWeights {
  /** source samples to one output sample */
  readonly taps: number;
  /** length × taps, indices into the source row or column that was read */
  readonly index: Int32Array;
  /** length × taps, summing to 1 for each output sample */
  readonly weight: Float32Array;
  /** every output sample is one source sample, unweighted: the first tap */
  readonly copies: boolean;
  /** length: the source sample under the output sample's centre, or −1 outside the image */
  readonly nearest: Int32Array;
}

export interface Axis {
  /** output samples */
  readonly length: number;
  /** source coordinate (sample edges are integers) where the first output sample begins */
  readonly start: number;
  /** source samples to one output sample */
  readonly step: number;
  /** samples of the whole image along this axis; coordinates outside are mirrored */
  readonly imageSize: number;
  /** first source sample that was read, and how many */
  readonly readStart: number;
  readonly readSize: number;
}

/** Reducing averages what an output sample covers, enlarging interpolates between the two nearest samples. */
export function axisWeights({ length, start, step, imageSize, readStart, readSize }: Axis): AxisWeights {
  const taps = step > 1 ? Math.ceil(step) + 1 : 2;
  const index = new Int32Array(length * taps);
  const weight = new Float32Array(length * taps);
  const nearest = new Int32Array(length);
  const place = (sample: number) => clamp(mirror(sample, imageSize) - readStart, readSize);

  for (let i = 0; i < length; i++) {
    const from = start + i * step;
    const to = from + step;
    const centre = Math.floor((from + to) / 2);
    nearest[i] = centre < 0 || centre >= imageSize ? -1 : clamp(centre - readStart, readSize);
    if (step > 1) {
      const first = Math.floor(from);
      for (let t = 0; t < taps; t++) {
        const covered = Math.min(to, first + t + 1) - Math.max(from, first + t);
        index[i * taps + t] = place(first + t);
        weight[i * taps + t] = Math.max(0, covered) / step;
      }
    } else {
      const middle = (from + to) / 2 - 0.5;
      const first = Math.floor(middle);
      const part = middle - first;
      index[i * taps] = place(first);
      index[i * taps + 1] = place(first + 1);
      weight[i * taps] = 1 - part;
      weight[i * taps + 1] = part;
    }
  }
  return { taps, index, weight, nearest, copies: step === 1 && Number.isInteger(start) };
}

/** …2 1 0 | 0 1 2 … n−1 | n−1 n−2…: what lies past the edge looks like what lies before it. */
function mirror(sample: number, size: number): number {
  const period = 2 * size;
  const folded = ((sample % period) + period) % period;
  return folded < size ? folded : period - 1 - folded;
}

function clamp(value: number, size: number): number {
  return value < 0 ? 0 : value >= size ? size - 1 : value;
}

/**
 * Interleaved bands resampled by two axes. `pixels` is readWidth × readHeight × bands; the answer is
 * x.length × y.length × bands.
 */
export function resample(
  pixels: Uint8Array,
  readWidth: number,
  bands: number,
  x: AxisWeights,
  y: AxisWeights,
): Uint8Array {
  const width = x.nearest.length;
  const height = y.nearest.length;
  if (x.copies && y.copies) return copy(pixels, readWidth, bands, x, y);
  const rows = y.index.reduce((most, row) => Math.max(most, row), 0) + 1;
  const wide = new Float32Array(rows * width * bands);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < width; column++) {
      for (let t = 0; t < x.taps; t++) {
        const part = x.weight[column * x.taps + t]!;
        if (part === 0) continue;
        const from = (row * readWidth + x.index[column * x.taps + t]!) * bands;
        const to = (row * width + column) * bands;
        for (let band = 0; band < bands; band++) wide[to + band] = wide[to + band]! + part * pixels[from + band]!;
      }
    }
  }
  const line = width * bands;
  const sum = new Float32Array(line);
  const out = new Uint8Array(height * line);
  for (let row = 0; row < height; row++) {
    sum.fill(0.5); // rounds when truncated below
    for (let t = 0; t < y.taps; t++) {
      const part = y.weight[row * y.taps + t]!;
      if (part === 0) continue;
      const from = y.index[row * y.taps + t]! * line;
      for (let i = 0; i < line; i++) sum[i] = sum[i]! + part * wide[from + i]!;
    }
    for (let i = 0; i < line; i++) out[row * line + i] = sum[i]!;
  }
  return out;
}

/** At the same resolution, most windows by far: no arithmetic. */
function copy(pixels: Uint8Array, readWidth: number, bands: number, x: AxisWeights, y: AxisWeights): Uint8Array {
  const width = x.nearest.length;
  const out = new Uint8Array(width * y.nearest.length * bands);
  for (let row = 0, to = 0; row < y.nearest.length; row++) {
    const line = y.index[row * y.taps]! * readWidth;
    for (let column = 0; column < width; column++) {
      const from = (line + x.index[column * x.taps]!) * bands;
      for (let band = 0; band < bands; band++) out[to++] = pixels[from + band]!;
    }
  }
  return out;
}

/** A mask under the same axes: the value of the sample under each output centre, 0 outside the image. */
export function resampleMask(mask: Uint8Array, readWidth: number, x: AxisWeights, y: AxisWeights): Uint8Array {
  const width = x.nearest.length;
  const out = new Uint8Array(width * y.nearest.length);
  for (let row = 0; row < y.nearest.length; row++) {
    const from = y.nearest[row]!;
    if (from < 0) continue;
    for (let column = 0; column < width; column++) {
      const at = x.nearest[column]!;
      if (at >= 0) out[row * width + column] = mask[from * readWidth + at]!;
    }
  }
  return out;
}
