import { type ErrorMatrix, type Estimate, type Estimates, estimate, estimateDifference } from "./estimate.ts";
import { classesOf, referenceStratum } from "./grounds.ts";
import type { Sample } from "./sample.ts";

/** What a sample says, of the points answered so far, and how much that is worth. */
export interface SampleResults {
  /** columns of the matrix: the strata, then classes seen that the map has none of */
  readonly classes: readonly string[];
  readonly matrix: ErrorMatrix;
  readonly estimates: Estimates;
  /** ground artificialised less ground renatured, m²; null of a sample of one map, or where it cannot be told */
  readonly net: Estimate | null;
  /** points told, points where it could not be told, points nobody has looked at */
  readonly told: number;
  readonly unsure: number;
  readonly unanswered: number;
  /** strata without any point told: without them nothing can be said of the whole */
  readonly untold: readonly string[];
  /** strata of a few points told */
  readonly thin: readonly string[];
}

/** Below so many points a stratum's own accuracy may be anything. */
const FEW_POINTS = 10;

/**
 * Points are interpreted in an order that knows nothing of strata, so those answered so far are a random sample
 * themselves: the results of a part of the points are unbiased, only wider. Points that could not be told count as none,
 * which is right only where they are no more often wrong than the others.
 */
export function resultsOf(sample: Sample): SampleResults {
  const { strata, points } = sample;
  const found = points.map(({ mapped, answer }) => answer && referenceStratum(sample.of, mapped, answer));
  const ids = strata.map(({ id }) => id);
  const seen = new Set(found.filter((id) => id !== undefined));
  const classes = [...ids, ...classesOf(sample.of).filter((id) => seen.has(id) && !ids.includes(id))];
  const counts = strata.map(() => classes.map(() => 0));
  for (const [at, id] of found.entries()) if (id !== undefined) counts[points[at]!.stratum]![classes.indexOf(id)]!++;
  const matrix = { squareMetres: strata.map(({ squareMetres }) => squareMetres), counts };
  const told = counts.map((row) => row.reduce((sum, count) => sum + count, 0));
  const answered = points.filter(({ answer }) => answer !== undefined).length;
  const all = told.reduce((sum, count) => sum + count, 0);
  return {
    classes,
    matrix,
    estimates: estimate(matrix),
    net: netOf(sample, matrix, classes),
    told: all,
    unsure: answered - all,
    unanswered: points.length - answered,
    untold: ids.filter((_, at) => told[at] === 0),
    thin: ids.filter((_, at) => told[at]! > 0 && told[at]! < FEW_POINTS),
  };
}

function netOf(sample: Sample, matrix: ErrorMatrix, classes: readonly string[]): Estimate | null {
  if (sample.of === "map") return null;
  const [taken, given] = [classes.indexOf("artificialised"), classes.indexOf("renatured")];
  // What neither the map nor any point has shown is no column: an empty one stands for it.
  const counts = matrix.counts.map((row) => [...row, 0]);
  const empty = classes.length;
  return estimateDifference({ ...matrix, counts }, taken === -1 ? empty : taken, given === -1 ? empty : given);
}
