import { CHECKED } from "../edits/edit.ts";

/** Area of the faces whose mean confidence is at least `from` and below `to` (1 belongs to the last band). */
export interface ConfidenceBand {
  readonly from: number;
  readonly to: number;
  /** m², planimetric */
  readonly squareMetres: number;
}

/** Below a half another class may have been as likely; above, in steps a reader can name. */
const EDGES = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 1] as const;

/**
 * The map's area by confidence, each face whole in the band of its mean: they add up to the map, less what a person has
 * corrected, of which the model says nothing.
 * @param areas m², by face
 * @param confidence 0–1, by face
 * @param checked what a person has done to each face, `CHECKED`
 * @returns null where confidence is not known
 */
export function confidenceBands(
  areas: ArrayLike<number>,
  confidence: ArrayLike<number>,
  checked: ArrayLike<number> = [],
): readonly ConfidenceBand[] | null {
  const sums = new Float64Array(EDGES.length - 1);
  let known = 0;
  for (let face = 0; face < areas.length; face++) {
    if (checked[face] === CHECKED.corrected) continue;
    known++;
    const value = confidence[face]!;
    if (Number.isNaN(value)) return null;
    let band = sums.length - 1;
    while (band > 0 && value < EDGES[band]!) band--;
    sums[band] = sums[band]! + areas[face]!;
  }
  if (known === 0 && areas.length > 0) return null;
  return Array.from(sums, (squareMetres, band) => ({ from: EDGES[band]!, to: EDGES[band + 1]!, squareMetres }));
}
