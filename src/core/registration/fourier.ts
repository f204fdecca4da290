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
  const line = lineTransform(size, direction === "forward" ? -1 : 1);
  const [lineRe, lineIm] = [new Float64Array(size), new Float64Array(size)];
  for (let row = 0; row < size; row++) {
    line(re.subarray(row * size, (row + 1) * size), im.subarray(row * size, (row + 1) * size));
  }
  for (let column = 0; column < size; column++) {
    for (let row = 0; row < size; row++) {
      lineRe[row] = re[row * size + column]!;
      lineIm[row] = im[row * size + column]!;
    }
    line(lineRe, lineIm);
    for (let row = 0; row < size; row++) {
      re[row * size + column] = lineRe[row]!;
      im[row * size + column] = lineIm[row]!;
    }
  }
  if (direction === "forward") return;
  const cells = size * size;
  for (let at = 0; at < cells; at++) {
    re[at] = re[at]! / cells;
    im[at] = im[at]! / cells;
  }
}

/** The transform of one line of `size` numbers, in place, not divided. */
function lineTransform(size: number, sign: 1 | -1): (re: Float64Array, im: Float64Array) => void {
  const half = size / 2;
  const cosines = Float64Array.from({ length: half }, (_, k) => Math.cos((2 * Math.PI * k) / size));
  const sines = Float64Array.from({ length: half }, (_, k) => sign * Math.sin((2 * Math.PI * k) / size));
  const mirrored = bitReversals(size);
  return (re, im) => {
    for (let at = 0; at < size; at++) {
      const other = mirrored[at]!;
      if (other <= at) continue;
      const [heldRe, heldIm] = [re[at]!, im[at]!];
      re[at] = re[other]!;
      im[at] = im[other]!;
      re[other] = heldRe;
      im[other] = heldIm;
    }
    for (let reach = 1; reach < size; reach *= 2) {
      const stride = half / reach;
      for (let start = 0; start < size; start += 2 * reach) {
        for (let k = 0; k < reach; k++) {
          const [cosine, sine] = [cosines[k * stride]!, sines[k * stride]!];
          const low = start + k;
          const high = low + reach;
          const turnedRe = re[high]! * cosine - im[high]! * sine;
          const turnedIm = re[high]! * sine + im[high]! * cosine;
          re[high] = re[low]! - turnedRe;
          im[high] = im[low]! - turnedIm;
          re[low] = re[low]! + turnedRe;
          im[low] = im[low]! + turnedIm;
        }
      }
    }
  };
}

function bitReversals(size: number): Int32Array {
  const bits = Math.log2(size);
  return Int32Array.from({ length: size }, (_, at) => {
    let mirrored = 0;
    for (let bit = 0; bit < bits; bit++) if (at & (1 << bit)) mirrored |= 1 << (bits - 1 - bit);
    return mirrored;
  });
}
