/**
 * Inverse wavelet transforms of one level, in place (ISO/IEC 15444-1 annex F.3): the samples of the four bands lie
 * interleaved, low-pass ones on even absolute coordinates. Rows first, then columns, as the standard has it (the order
 * matters where the 5/3 filter rounds).
 *
 * The scaling by K and 1/K of the 9/7 filter is not here: it is a factor of each band (`bandScale`) applied with the
 * quantisation step.
 */
export type Samples = Int32Array | Float32Array;

/** Samples at an artificial border that are wrong after one level, there being no real neighbours: one a lifting step. */
export const MARGIN_5_3 = 2;
export const MARGIN_9_7 = 4;

/** Table F.4 */
const ALPHA = -1.586134342059924;
const BETA = -0.052980118572961;
const GAMMA = 0.882911075530934;
const DELTA = 0.443506852043971;
const K = 1.230174104914001;

/** What remains of K and 1/K for a band that goes through `levels` of synthesis, the first as `orientation`, then as LL. */
export function bandScale(orientation: number, levels: number): number {
  if (levels === 0) return 1;
  const first = orientation === 0 ? K * K : orientation === 3 ? 1 / (K * K) : 1;
  return first * K ** (2 * (levels - 1));
}

/** `data`: `width` × `height` samples, the first at the absolute (x0, y0). */
export function synthesise(data: Samples, width: number, height: number, x0: number, y0: number): void {
  if (data instanceof Int32Array) synthesise53(data, width, height, x0 & 1, y0 & 1);
  else synthesise97(data, width, height, x0 & 1, y0 & 1);
}

function synthesise97(data: Float32Array, width: number, height: number, oddX: number, oddY: number): void {
  if (width === 1) scaleAlone(data, oddX);
  else {
    for (let row = 0; row < height; row++) {
      const start = row * width;
      liftRow97(data, start, width, oddX, -DELTA);
      liftRow97(data, start, width, 1 - oddX, -GAMMA);
      liftRow97(data, start, width, oddX, -BETA);
      liftRow97(data, start, width, 1 - oddX, -ALPHA);
    }
  }
  if (height === 1) scaleAlone(data, oddY);
  else {
    liftColumns97(data, width, height, oddY, -DELTA);
    liftColumns97(data, width, height, 1 - oddY, -GAMMA);
    liftColumns97(data, width, height, oddY, -BETA);
    liftColumns97(data, width, height, 1 - oddY, -ALPHA);
  }
}

/** A signal of one sample is itself, or half of itself on an odd coordinate: K is taken back (F.3.6). */
function scaleAlone(data: Float32Array, odd: number): void {
  const scale = odd === 1 ? K / 2 : 1 / K;
  for (let at = 0; at < data.length; at++) data[at] = (data[at] as number) * scale;
}

/** Adds `weight` × both neighbours to every second sample of a row, from `first` on; the row mirrors at its ends. */
function liftRow97(data: Float32Array, start: number, length: number, first: number, weight: number): void {
  const last = start + length - 1;
  let at = start + first;
  if (first === 0) {
    data[at] = (data[at] as number) + 2 * weight * (data[at + 1] as number);
    at += 2;
  }
  for (; at < last; at += 2) {
    data[at] = (data[at] as number) + weight * ((data[at - 1] as number) + (data[at + 1] as number));
  }
  if (at === last) data[at] = (data[at] as number) + 2 * weight * (data[at - 1] as number);
}

function liftColumns97(data: Float32Array, width: number, height: number, first: number, weight: number): void {
  for (let row = first; row < height; row += 2) {
    const above = (row === 0 ? 1 : row - 1) * width;
    const below = (row === height - 1 ? row - 1 : row + 1) * width;
    const own = row * width;
    for (let column = 0; column < width; column++) {
      data[own + column] =
        (data[own + column] as number) + weight * ((data[above + column] as number) + (data[below + column] as number));
    }
  }
}

function synthesise53(data: Int32Array, width: number, height: number, oddX: number, oddY: number): void {
  if (width === 1) halveAlone(data, oddX);
  else {
    for (let row = 0; row < height; row++) {
      const start = row * width;
      for (let column = oddX; column < width; column += 2) {
        const west = data[start + (column === 0 ? 1 : column - 1)] as number;
        const east = data[start + (column === width - 1 ? column - 1 : column + 1)] as number;
        data[start + column] = (data[start + column] as number) - ((west + east + 2) >> 2);
      }
      for (let column = 1 - oddX; column < width; column += 2) {
        const west = data[start + (column === 0 ? 1 : column - 1)] as number;
        const east = data[start + (column === width - 1 ? column - 1 : column + 1)] as number;
        data[start + column] = (data[start + column] as number) + ((west + east) >> 1);
      }
    }
  }
  if (height === 1) halveAlone(data, oddY);
  else {
    for (let row = oddY; row < height; row += 2) {
      const [above, own, below] = rowsAround(row, width, height);
      for (let column = 0; column < width; column++) {
        const around = (data[above + column] as number) + (data[below + column] as number);
        data[own + column] = (data[own + column] as number) - ((around + 2) >> 2);
      }
    }
    for (let row = 1 - oddY; row < height; row += 2) {
      const [above, own, below] = rowsAround(row, width, height);
      for (let column = 0; column < width; column++) {
        const around = (data[above + column] as number) + (data[below + column] as number);
        data[own + column] = (data[own + column] as number) + (around >> 1);
      }
    }
  }
}

function halveAlone(data: Int32Array, odd: number): void {
  if (odd === 1) for (let at = 0; at < data.length; at++) data[at] = (data[at] as number) >> 1;
}

function rowsAround(row: number, width: number, height: number): readonly [above: number, own: number, below: number] {
  return [(row === 0 ? 1 : row - 1) * width, row * width, (row === height - 1 ? row - 1 : row + 1) * width];
}
