import type { Normalisation } from "./description.ts";

/** Usual ways to bring 0–255 values to what a network was trained on; means and deviations of 0–255 values, R G B. */
export const normalisations = {
  /** the graph does it, or was trained on 0–255 */
  none: { inGraph: true, mean: [], std: [] },
  unit: { inGraph: false, mean: [0, 0, 0], std: [255, 255, 255] },
  imagenet: { inGraph: false, mean: [123.675, 116.28, 103.53], std: [58.395, 57.12, 57.375] },
  /** of IGN's FLAIR-INC training set, from the model cards */
  flair: { inGraph: false, mean: [105.08, 110.87, 101.82], std: [52.17, 45.38, 44] },
} as const satisfies Record<string, Normalisation>;

export type NormalisationName = keyof typeof normalisations;

/** The name of a normalisation that is one of the usual ones. */
export function normalisationName(one: Normalisation): NormalisationName | undefined {
  const same = (a: readonly number[], b: readonly number[]) =>
    a.length === b.length && a.every((value, at) => Math.abs(value - b[at]!) < 1e-3);
  for (const name of Object.keys(normalisations) as NormalisationName[]) {
    const other = normalisations[name];
    if (one.inGraph === other.inGraph && (one.inGraph || (same(one.mean, other.mean) && same(one.std, other.std))))
      return name;
  }
  return undefined;
}
