import { changeKinds } from "../change/change-map.ts";
import type { SampleDesign, Stratum } from "./sample.ts";

/**
 * User's accuracy that is supposed of a stratum before anybody has looked: only the size of the sample depends on it,
 * no figure made of it. Changes are errors of two maps together, so they are supposed the least sure, as in Olofsson et
 * al. (2014), section 5.1.1.
 */
export function supposedAccuracy(stratum: string): number {
  if ((changeKinds as readonly string[]).includes(stratum)) return 0.7;
  return stratum.startsWith("stable-") ? 0.95 : 0.85;
}

/**
 * Points it takes for overall accuracy to have a standard error, drawn in proportion to the strata's areas: Olofsson et
 * al. (2014), Eq. (13), of a population without end: n = (Σ Wᵢ √(Uᵢ (1 − Uᵢ)) / S(Ô))².
 * @param accuracies user's accuracy supposed of each stratum
 */
export function sizeFor(
  strata: readonly Pick<Stratum, "squareMetres">[],
  accuracies: readonly number[],
  standardError: number,
): number {
  const total = sum(strata.map(({ squareMetres }) => squareMetres));
  const spread = sum(
    strata.map(({ squareMetres }, at) => (squareMetres / total) * Math.sqrt(accuracies[at]! * (1 - accuracies[at]!))),
  );
  return Math.ceil((spread / standardError) ** 2);
}

/**
 * Points to each stratum. Sized by a precision: in proportion to area, and `least` more wherever that is too few, so that
 * the precision is reached. Of a size the user has said: `least` to strata too small for it, the rest in proportion to
 * area (Olofsson et al. 2014, section 5.1.1); where there is not enough for that, the same to all.
 */
export function allocate(strata: readonly Stratum[], design: SampleDesign, size: number | undefined): number[] {
  if (size !== undefined) return shared(strata, size, design.least);
  const accuracies = strata.map(({ id }) => supposedAccuracy(id));
  const needed = sizeFor(strata, accuracies, design.standardError ?? DEFAULT_STANDARD_ERROR);
  const total = sum(strata.map(({ squareMetres }) => squareMetres));
  return strata.map(({ squareMetres }) => Math.max(design.least, Math.ceil((needed * squareMetres) / total)));
}

/** Overall accuracy to ± 4 points at 95 %. */
const DEFAULT_STANDARD_ERROR = 0.02;

function shared(strata: readonly Stratum[], size: number, wanted: number): number[] {
  const least = Math.min(wanted, Math.floor(size / strata.length));
  const isRare = strata.map(() => false);
  for (;;) {
    const rest = size - least * isRare.filter(Boolean).length;
    const area = sum(strata.map(({ squareMetres }, at) => (isRare[at] ? 0 : squareMetres)));
    const shares = strata.map(({ squareMetres }, at) => (isRare[at] ? least : (rest * squareMetres) / area));
    const rare = shares.findIndex((share, at) => !isRare[at] && share < least);
    if (rare === -1) return rounded(shares);
    isRare[rare] = true;
  }
}

/** Whole numbers with the same sum: what rounding down leaves goes where it has taken most. */
function rounded(shares: readonly number[]): number[] {
  const whole = shares.map(Math.floor);
  const left = Math.round(sum(shares)) - sum(whole);
  const byRest = shares
    .map((share, at) => ({ at, rest: share - whole[at]! }))
    .sort((one, other) => other.rest - one.rest);
  for (const { at } of byRest.slice(0, left)) whole[at]!++;
  return whole;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
