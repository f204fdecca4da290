import { appError } from "../errors.ts";
import type { Overlap } from "../vector/overlaps.ts";
import { useOf } from "./ocsge.ts";

/** A use that holds more than this share of a face is the face's. */
const MAJORITY = 0.5;

/**
 * The use of every face after an existing OCS GE layer: the one that covers more than half of it, null where none does.
 * Half and not merely the largest share: a face half in a road's strip and half in a garden has no use of its own, and
 * null says so.
 * @param faceAreas planimetric m²
 * @param overlaps of the layer's polygons, as zones, with the faces
 * @param layerUses `code_us` of each polygon; null or "" where it has none
 * @throws AppError "argument-invalid" for a code that OCS GE does not have
 */
export function usesByOverlap(
  faceAreas: Float64Array,
  overlaps: readonly Overlap[],
  layerUses: readonly (string | null)[],
): (string | null)[] {
  const shares = Array.from(faceAreas, () => new Map<string, number>());
  for (const { zone, face, planimetric } of overlaps) {
    const use = layerUses[zone] ?? "";
    if (use === "") continue;
    if (useOf(use) === undefined) throw appError("argument-invalid", { detail: `code_us ${use}` });
    shares[face]!.set(use, (shares[face]!.get(use) ?? 0) + planimetric);
  }
  return shares.map((uses, face) => {
    for (const [use, area] of uses) if (area > MAJORITY * faceAreas[face]!) return use;
    return null;
  });
}
