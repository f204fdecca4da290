import { type ComplexSquare, transform } from "./fourier.ts";

/**
 * Steps of brightness between neighbours that noise and compression make: edges count in full only well above it, so
 * that what is smooth (water, a roof) has no say. 8-bit values.
 */
const NOISE_STEP = 4;

/** Standard deviation of the low pass, cycles to a cell: noise and what lies between pixels are beyond it. */
const PASS = 0.12;
/** Waves longer than this share of the square are light and shade, and the square's own edges. */
const LONGEST_WAVE = 1 / 4;

/** How similar two squares are at every shift. */
export interface Correlation {
  readonly size: number;
  /** size × size, in standard deviations; shift to the right = column, down = row, from the half on negative */
  readonly surface: Float64Array;
}

export interface Peak {
  /** cells to the right and down, parts of a cell included */
  readonly column: number;
  readonly row: number;
  /** its height in standard deviations of the surface: unrelated ground reaches 4 to 5 */
  readonly score: number;
}

/**
 * Directions of the edges of a square: (gx + i gy)² / (gx² + gy² + noise²). It keeps where edges are and how they run,
 * and drops how strong they are and which side is brighter: another light, season or camera changes only these (Fitch,
 * Kadyrov, Christmas and Kittler, "Orientation correlation", BMVC 2002; the square so that a field that was dark and is
 * bright still matches). 0 where there is no data. Tapered to nothing at the square's edges (Hann).
 * @param brightness size × size; NaN: no data
 */
export function edgeDirections(brightness: Float32Array, size: number): ComplexSquare {
  const re = new Float64Array(size * size);
  const im = new Float64Array(size * size);
  for (let row = 1; row < size - 1; row++) {
    const taperRow = hann(row, size);
    for (let column = 1; column < size - 1; column++) {
      const at = row * size + column;
      const east = (brightness[at + 1]! - brightness[at - 1]!) / 2;
      const south = (brightness[at + size]! - brightness[at - size]!) / 2;
      const squared = east * east + south * south;
      if (!(squared > 0)) continue; // NaN too
      const share = 1 / (squared + NOISE_STEP * NOISE_STEP);
      const taper = taperRow * hann(column, size);
      re[at] = (east * east - south * south) * share * taper;
      im[at] = 2 * east * south * share * taper;
    }
  }
  return { size, re, im };
}

function hann(at: number, size: number): number {
  return 0.5 - 0.5 * Math.cos((2 * Math.PI * (at + 0.5)) / size);
}

/**
 * Phase correlation (Kuglin and Hines 1975): the inverse transform of the cross-power spectrum in which every wave has
 * the same weight, but for a Gaussian low pass. A pure shift then gives exactly a Gaussian peak. In units of its
 * standard deviation. Both squares are spent.
 */
export function correlate(before: ComplexSquare, after: ComplexSquare): Correlation {
  const { size } = before;
  transform(before, "forward");
  transform(after, "forward");
  const cross: ComplexSquare = { size, re: before.re, im: before.im };
  for (let row = 0; row < size; row++) {
    const v = wave(row, size);
    for (let column = 0; column < size; column++) {
      const at = row * size + column;
      const u = wave(column, size);
      const squared = u * u + v * v;
      const re = before.re[at]! * after.re[at]! + before.im[at]! * after.im[at]!;
      const im = before.re[at]! * after.im[at]! - before.im[at]! * after.re[at]!;
      const length = Math.sqrt(re * re + im * im);
      const pass =
        squared < (1 / (LONGEST_WAVE * size)) ** 2 || length === 0
          ? 0
          : Math.exp(-squared / (2 * PASS * PASS)) / length;
      cross.re[at] = re * pass;
      cross.im[at] = im * pass;
    }
  }
  transform(cross, "inverse");
  const surface = cross.re;
  const deviation = Math.sqrt(surface.reduce((sum, value) => sum + value * value, 0) / surface.length) || 1;
  return { size, surface: surface.map((value) => value / deviation) };
}

/** Cycles to a cell of a place in the transform. */
function wave(at: number, size: number): number {
  return (at < size / 2 ? at : at - size) / size;
}

/** The highest place within `reach` cells of no shift, found between cells by the Gaussian through its neighbours. */
export function peakOf({ size, surface }: Correlation, reach: number): Peak {
  const value = (column: number, row: number) => surface[((row + size) % size) * size + ((column + size) % size)]!;
  let [bestColumn, bestRow] = [0, 0];
  for (let row = -reach; row <= reach; row++) {
    for (let column = -reach; column <= reach; column++) {
      if (value(column, row) > value(bestColumn, bestRow)) [bestColumn, bestRow] = [column, row];
    }
  }
  const score = value(bestColumn, bestRow);
  return {
    column: bestColumn + vertex(value(bestColumn - 1, bestRow), score, value(bestColumn + 1, bestRow)),
    row: bestRow + vertex(value(bestColumn, bestRow - 1), score, value(bestColumn, bestRow + 1)),
    score,
  };
}

/** Where, between −½ and ½, the Gaussian through three values a cell apart has its top. */
function vertex(left: number, middle: number, right: number): number {
  if (!(left > 0 && right > 0 && middle > 0)) return 0;
  const [l, m, r] = [Math.log(left), Math.log(middle), Math.log(right)];
  const bend = l - 2 * m + r;
  return bend >= 0 ? 0 : Math.max(-0.5, Math.min(0.5, (l - r) / (2 * bend)));
}
