import type { ChangeFacts } from "../../core/change/change-facts.ts";
import { changeKinds } from "../../core/change/change-map.ts";
import type { Bounds } from "../../core/geo/bounds.ts";
import { isBelowScale, LEAST_DOTS } from "../../core/report/change-report.ts";

/**
 * Puts a square in the place of every change that is too small for a picture, as far as nothing is there.
 * @param kinds places in `changeKinds` from 1, in rows from the north over all of `bounds`; it is written to
 */
export function markSmall(
  kinds: Uint8Array,
  width: number,
  [minX, , maxX, maxY]: Bounds,
  changes: readonly Pick<ChangeFacts, "at" | "bounds" | "kind">[],
): void {
  const dot = (maxX - minX) / width;
  const height = kinds.length / width;
  for (const { at, kind } of changes.filter((change) => isBelowScale(change, dot))) {
    const left = Math.round((at[0] - minX) / dot - LEAST_DOTS / 2);
    const top = Math.round((maxY - at[1]) / dot - LEAST_DOTS / 2);
    for (let row = Math.max(0, top); row < Math.min(height, top + LEAST_DOTS); row++) {
      for (let column = Math.max(0, left); column < Math.min(width, left + LEAST_DOTS); column++) {
        kinds[row * width + column] ||= changeKinds.indexOf(kind) + 1;
      }
    }
  }
}
