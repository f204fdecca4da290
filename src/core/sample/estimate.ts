/**
 * Accuracy and areas of a stratified random sample whose strata are the map's classes, by the estimators of Olofsson,
 * Foody, Herold, Stehman, Woodcock and Wulder (2014), "Good practices for estimating area and assessing accuracy of land
 * change", Remote Sensing of Environment 148, 42–57. Equations are theirs.
 */

/** The sample counted: a row to a stratum, which is a class of the map, a column to a class of reference. */
export interface ErrorMatrix {
  /** area of each stratum, m² */
  readonly squareMetres: readonly number[];
  /** `counts[stratum][class]`; the first classes are the strata, in their order; others are in no part of the map */
  readonly counts: readonly (readonly number[])[];
}

/** A figure with its 95 % interval. */
export interface Estimate {
  readonly value: number;
  /** half of the interval: 1.96 standard errors; null where a stratum has but one point, which says nothing of spread */
  readonly halfWidth: number | null;
}

/** Null where it cannot be told: of what no point was drawn, or has an answer. Shares are 0–1, areas m². */
export interface Estimates {
  readonly overall: Estimate | null;
  /** by stratum */
  readonly users: readonly (Estimate | null)[];
  /** by class of reference; null for one that no point has shown */
  readonly producers: readonly (Estimate | null)[];
  /** by class of reference */
  readonly areas: readonly (Estimate | null)[];
}

/** The paper's own 1.96, not the quantile's fifth digit. */
const Z95 = 1.96;

export function estimate(matrix: ErrorMatrix): Estimates {
  const { counts, squareMetres } = matrix;
  const total = sum(squareMetres);
  const strata = counts.map((_, at) => at);
  const classes = (counts[0] ?? []).map((_, at) => at);
  return {
    overall: meanOf(matrix, (stratum, found) => Number(stratum === found)), // Eq. (1) and (5)
    // Eq. (2) and (6): the same of one stratum alone
    users: strata.map((at) => meanOf({ squareMetres: [1], counts: [counts[at]!] }, (_, found) => Number(found === at))),
    producers: classes.map((found) => producersAccuracy(matrix, found)),
    areas: classes.map((one) =>
      scaled(
        meanOf(matrix, (_, found) => Number(found === one)),
        total,
      ),
    ), // Eq. (9) to (12)
  };
}

/**
 * A sum of areas of classes, each with a factor: what was taken less what was given back. Its interval is not that of
 * the areas one by one, whose errors go together.
 */
export function estimateSum(matrix: ErrorMatrix, factors: readonly number[]): Estimate | null {
  return scaled(
    meanOf(matrix, (_, found) => factors[found]!),
    sum(matrix.squareMetres),
  );
}

/**
 * The mean over all ground of what `valueOf` says of a point, and its standard error. Of an indicator this is Eq. (9) and
 * (10), as well as (1) and (5): W² p (1 − p) / (n − 1), where in general p (1 − p) is the variance in the stratum.
 */
function meanOf(
  { squareMetres, counts }: ErrorMatrix,
  valueOf: (stratum: number, found: number) => number,
): Estimate | null {
  const total = sum(squareMetres);
  let value = 0;
  let variance = 0;
  for (const [stratum, row] of counts.entries()) {
    const points = sum(row);
    if (points === 0) return null;
    const weight = squareMetres[stratum]! / total;
    const mean = sum(row.map((count, found) => count * valueOf(stratum, found))) / points;
    const spread = sum(row.map((count, found) => count * (valueOf(stratum, found) - mean) ** 2)) / points;
    value += weight * mean;
    variance += (weight ** 2 * spread) / (points - 1);
  }
  return { value, halfWidth: halfWidthOf(variance) };
}

/** Eq. (3) and (7). */
function producersAccuracy({ squareMetres, counts }: ErrorMatrix, found: number): Estimate | null {
  const points = counts.map(sum);
  if (points.includes(0)) return null;
  const shares = counts.map((row, stratum) => row[found]! / points[stratum]!);
  const area = sum(shares.map((share, stratum) => squareMetres[stratum]! * share));
  if (area === 0) return null;
  const value = found < counts.length ? (squareMetres[found]! * shares[found]!) / area : 0;
  const variance = sum(
    shares.map((share, stratum) => {
      const factor = stratum === found ? 1 - value : value;
      return (squareMetres[stratum]! ** 2 * factor ** 2 * share * (1 - share)) / (points[stratum]! - 1);
    }),
  );
  return { value, halfWidth: halfWidthOf(variance / area ** 2) };
}

/** Of a single point the variance is 0 / 0. */
const halfWidthOf = (variance: number): number | null => (Number.isFinite(variance) ? Z95 * Math.sqrt(variance) : null);

const scaled = (one: Estimate | null, by: number): Estimate | null =>
  one && { value: one.value * by, halfWidth: one.halfWidth === null ? null : one.halfWidth * by };

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
