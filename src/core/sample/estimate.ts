/**
 * Accuracy and areas of a stratified random sample whose strata are the map's classes, by the estimators of Olofsson,
 * Foody, Herold, Stehman, Woodcock and Wulder (2014), "Good practices for estimating area and assessing accuracy of land
 * change", Remote Sensing of Environment 148, 42–57. Equations are theirs, but for the interval: see `intervals.ts`.
 */
import { differenceOfShares, type Limited, partOf, shareOf, weightedSum } from "./intervals.ts";

/** The sample counted: a row to a stratum, which is a class of the map, a column to a class of reference. */
export interface ErrorMatrix {
  /** area of each stratum, m², more than 0 */
  readonly squareMetres: readonly number[];
  /** `counts[stratum][class]`; the first classes are the strata, in their order; others are in no part of the map */
  readonly counts: readonly (readonly number[])[];
}

/** A figure with its 95 % interval, which is not always symmetric. */
export interface Estimate extends Limited {
  /** 1.96 of the article's standard errors; null where a stratum has but one point, which says nothing of spread */
  readonly halfWidth: number | null;
}

/** Null where it cannot be told: of what no point was drawn, or has an answer. Shares are 0–1, areas m². */
export interface Estimates {
  readonly overall: Estimate | null;
  /** by stratum */
  readonly users: readonly (Estimate | null)[];
  /** by class of reference; null for one that no point has shown, or that the map has none of */
  readonly producers: readonly (Estimate | null)[];
  /** by class of reference */
  readonly areas: readonly (Estimate | null)[];
}

/** The article's own 1.96, not the quantile's fifth digit. */
const Z95 = 1.96;

export function estimate(matrix: ErrorMatrix): Estimates {
  const strata = sharesOf(matrix);
  const classes = (matrix.counts[0] ?? []).map((_, at) => at);
  return {
    overall: meanOf(strata, (stratum) => stratum), // Eq. (1) and (5)
    // Eq. (2) and (6): the same of one stratum alone
    users: strata.map((one, at) => meanOf([{ ...one, weight: 1 }], () => at)),
    producers: classes.map((found) => producersAccuracy(strata, found)),
    areas: classes.map((found) =>
      scaled(
        meanOf(strata, () => found),
        sum(matrix.squareMetres),
      ),
    ), // Eq. (9) to (12)
  };
}

/**
 * The area of one class less that of another: what was taken less what was given back. Its interval is not that of the
 * areas one by one, whose errors go together.
 * @param plus,minus columns of `counts`
 */
export function estimateDifference(matrix: ErrorMatrix, plus: number, minus: number): Estimate | null {
  return scaled(
    meanOf(
      sharesOf(matrix),
      () => plus,
      () => minus,
    ),
    sum(matrix.squareMetres),
  );
}

interface StratumShares {
  /** Wᵢ, of all ground */
  readonly weight: number;
  /** nᵢ */
  readonly points: number;
  /** nᵢⱼ / nᵢ, by class of reference */
  readonly shares: readonly Limited[];
}

function sharesOf({ squareMetres, counts }: ErrorMatrix): StratumShares[] {
  const total = sum(squareMetres);
  return counts.map((row, stratum) => {
    const points = sum(row);
    return { weight: squareMetres[stratum]! / total, points, shares: row.map((count) => shareOf(count, points)) };
  });
}

/**
 * The share of all ground that is of the class `counted` in its stratum, less that of the one `deducted`. Without this
 * value and standard error are Eq. (9) and (10), as well as (1) and (5): W² p (1 − p) / (n − 1); with it p (1 − p)
 * becomes the variance in the stratum of a value of 1, −1 or 0 (W. G. Cochran, Sampling Techniques, 1977, chapter 5).
 */
function meanOf(
  strata: readonly StratumShares[],
  counted: (stratum: number) => number,
  deducted?: (stratum: number) => number,
): Estimate | null {
  if (strata.some(({ points }) => points === 0)) return null;
  let variance = 0;
  const parts = strata.map(({ weight, points, shares }, stratum) => {
    const plus = shares[counted(stratum)]!;
    const minus = deducted && shares[deducted(stratum)]!;
    const mean = plus.value - (minus?.value ?? 0);
    variance += (weight ** 2 * (plus.value + (minus?.value ?? 0) - mean ** 2)) / (points - 1);
    return { weight, of: minus === undefined ? plus : differenceOfShares(plus, minus) };
  });
  return { ...weightedSum(parts), halfWidth: halfWidthOf(variance) };
}

/** Eq. (3) and (7). */
function producersAccuracy(strata: readonly StratumShares[], found: number): Estimate | null {
  // What the map has none of it cannot have right: 0 of 0 of its ground.
  if (found >= strata.length || strata.some(({ points }) => points === 0)) return null;
  const parts = strata.map(({ weight, shares }) => ({ weight, of: shares[found]! }));
  const right = weightedSum(parts.filter((_, stratum) => stratum === found));
  const omitted = weightedSum(parts.filter((_, stratum) => stratum !== found));
  const area = right.value + omitted.value;
  if (area === 0) return null;
  const part = partOf(right, omitted);
  const variance = sum(
    strata.map(({ weight, points, shares }, stratum) => {
      const share = shares[found]!.value;
      const factor = stratum === found ? 1 - part.value : part.value;
      return (weight ** 2 * factor ** 2 * share * (1 - share)) / (points - 1);
    }),
  );
  return { ...part, halfWidth: halfWidthOf(variance / area ** 2) };
}

/** Of a single point the variance is 0 / 0. */
const halfWidthOf = (variance: number): number | null => (Number.isFinite(variance) ? Z95 * Math.sqrt(variance) : null);

function scaled(one: Estimate | null, by: number): Estimate | null {
  if (one === null) return null;
  const { value, low, high, halfWidth } = one;
  return { value: value * by, low: low * by, high: high * by, halfWidth: halfWidth === null ? null : halfWidth * by };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
