/** A square of complex numbers, size × size each, rows one after the other. */
export interface ComplexSquare {
  readonly size: number;
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/**
 * Discrete Fourier transform in two dimensions, in place, F(u, v) = Σ f(x, y) e^(−2πi(ux + vy)/size); the inverse has
 * the other sign and divides by size². Cooley and Tukey's radix 2: `size` is a power of two.
 */
export function transform(square: ComplexSquare, direction: "forward" | "inverse"): void {
  const { size, re, im } = square;
  for (let axis = 0; axis < 2; axis++) {
    alongColumns(square, direction === "forward" ? -1 : 1);
    transpose(re, size);
    transpose(im, size);
  }
  if (direction === "forward") return;
  const cells = size * size;
  for (let at = 0; at < cells; at++) {
    re[at] = re[at]! / cells;
    im[at] = im[at]! / cells;
  }
}

/** Every column transformed, not divided: whole rows at a time, which lie together in memory. */
function alongColumns({ size, re, im }: ComplexSquare, sign: 1 | -1): void {
  for (let row = 0; row < size; row++) {
    const other = bitReversal(row, size);
    if (other <= row) continue;
    swapRows(re, row, other, size);
    swapRows(im, row, other, size);
  }
  for (let reach = 1; reach < size; reach *= 2) {
    for (let k = 0; k < reach; k++) {
      const cosine = Math.cos((Math.PI * k) / reach);
      const sine = sign * Math.sin((Math.PI * k) / reach);
      for (let row = k; row < size; row += 2 * reach) {
        let low = row * size;
        let high = low + reach * size;
        for (const end = low + size; low < end; low++, high++) {
          const turnedRe = re[high]! * cosine - im[high]! * sine;
          const turnedIm = re[high]! * sine + im[high]! * cosine;
          re[high] = re[low]! - turnedRe;
          im[high] = im[low]! - turnedIm;
          re[low] = re[low]! + turnedRe;
          im[low] = im[low]! + turnedIm;
        }
      }
    }
  }
}

function bitReversal(row: number, size: number): number {
  let mirrored = 0;
  for (let bit = 1; bit < size; bit *= 2) mirrored = 2 * mirrored + (row & bit ? 1 : 0);
  return mirrored;
}

function swapRows(values: Float64Array, one: number, other: number, size: number): void {
  const held = values.slice(one * size, (one + 1) * size);
  values.copyWithin(one * size, other * size, (other + 1) * size);
  values.set(held, other * size);
}

function transpose(values: Float64Array, size: number): void {
  for (let row = 0; row < size; row++) {
    for (let column = row + 1; column < size; column++) {
      const held = values[row * size + column]!;
      values[row * size + column] = values[column * size + row]!;
      values[column * size + row] = held;
    }
  }
}
