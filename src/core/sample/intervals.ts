/**
 * 95 % intervals out of those of each stratum's shares, by the method of variance estimates recovery (MOVER): G. Y. Zou
 * and A. Donner (2008), "Construction of confidence limits about effect measures: a general approach", Statistics in
 * Medicine 27, 1693–1702. Of a large sample they are value ± 1.96 standard errors. Of a small one, or a rare class, they
 * still cover the truth, where ± does not: a class that none of a large stratum's few points has shown has a standard
 * error of 0 there, and may be there all the same. Measured in `coverage.test.ts`.
 */
import { jeffreysLimits } from "./jeffreys.ts";

/** A figure and its limits. */
export interface Limited {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The share of a stratum's points that are of a class, or of several that have no point in common. */
export function shareOf(count: number, points: number): Limited {
  const [low, high] = jeffreysLimits(count, points);
  return { value: count / points, low, high };
}

/** A sum of independent figures, each times a weight of 0 or more. */
export function weightedSum(parts: readonly { readonly weight: number; readonly of: Limited }[]): Limited {
  let [value, below, above] = [0, 0, 0];
  for (const { weight, of } of parts) {
    value += weight * of.value;
    below += (weight * (of.value - of.low)) ** 2;
    above += (weight * (of.high - of.value)) ** 2;
  }
  return { value, low: value - Math.sqrt(below), high: value + Math.sqrt(above) };
}

/**
 * One share of a stratum less another of the same: where one is larger the other is smaller, by the correlation of counts
 * of a multinomial (Zou and Donner, dependent figures).
 */
export function differenceOfShares(plus: Limited, minus: Limited): Limited {
  const [p, q] = [plus.value, minus.value];
  const scale = p * q * (1 - p) * (1 - q);
  const correlation = scale > 0 ? (-p * q) / Math.sqrt(scale) : p > 0 && q > 0 ? -1 : 0;
  const distance = (one: number, other: number) =>
    Math.sqrt(Math.max(0, one ** 2 + other ** 2 - 2 * correlation * one * other));
  const value = p - q;
  return {
    value,
    low: value - distance(p - plus.low, minus.high - q),
    high: value + distance(plus.high - p, q - minus.low),
  };
}

/**
 * The part of one figure in the sum of two independent ones, none below 0: by the limits of their ratio (A. Donner and
 * G. Y. Zou 2012, "Closed-form confidence intervals for functions of the normal mean and standard deviation", Statistical
 * Methods in Medical Research 21, 347–359). NaN where both are 0.
 */
export function partOf(one: Limited, other: Limited): Limited {
  const product = one.value * other.value;
  const root = (squared: number) => Math.sqrt(Math.max(0, product ** 2 - squared));
  const ofOne = (limit: number) => limit * (2 * one.value - limit);
  const ofOther = (limit: number) => limit * (2 * other.value - limit);
  // the ratio of the two, in a form that does not divide by what may be 0
  const least = ofOne(one.low) / (product + root(ofOne(one.low) * ofOther(other.high)));
  const most = (product + root(ofOne(one.high) * ofOther(other.low))) / ofOther(other.low);
  const share = (ratio: number) => (ratio === Infinity ? 1 : ratio / (1 + ratio));
  return {
    value: one.value / (one.value + other.value),
    low: one.low === 0 ? 0 : share(least),
    high: other.low === 0 ? 1 : share(most),
  };
}
