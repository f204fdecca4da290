/**
 * Minimum area: every face below it goes to a neighbour, the smallest face first (of equal ones the first on the map),
 * until only faces without a neighbour remain below. Which neighbour: `Merger.mergeIntoNeighbour`.
 */
import type { Affinity } from "../landcover/affinity.ts";
import type { CancelSignal } from "../ports/cancel.ts";
import { OUTSIDE, type PlanarMap } from "../vector/coverage.ts";
import { IndexedHeap } from "../vector/indexed-heap.ts";
import { Merger } from "./merger.ts";

/** Mergers between two looks at the signal: some tens of milliseconds. */
const MERGERS_PER_PAUSE = 20_000;

/** The fewest pixels a face of a class may keep, inside and outside the built zone. */
export type MinPixels = (numero: number, inZone: boolean) => number;

export interface GeneraliseOptions {
  /** one after the other; each until none remains */
  readonly steps: readonly MinPixels[];
  readonly affinity: Affinity;
  /** of each face, the pixels in the built zone; without it every face is outside */
  readonly inZone?: Float64Array;
  /** see `VectoriseOptions` */
  readonly pause?: (() => Promise<void>) | undefined;
}

/**
 * A coarser map of the same ground. A merged face keeps the class of the neighbour that took it and counts its pixels,
 * their confidence and their place inside or outside the zone.
 * @throws the signal's reason when aborted
 */
export async function generalise(
  map: PlanarMap,
  { steps, affinity, inZone = new Float64Array(map.faces.count), pause = async () => {} }: GeneraliseOptions,
  signal?: CancelSignal,
): Promise<PlanarMap> {
  const merger = new Merger(map, affinity, inZone);
  const queue = new IndexedHeap(map.faces.count);
  let mergers = 0;
  for (const minPixels of steps) {
    const queueIfSmall = (face: number): void => {
      const pixels = merger.pixels[face]!;
      if (pixels < minPixels(merger.numero[face]!, merger.isInZone(face))) queue.put(face, pixels);
      else queue.remove(face);
    };
    for (let face = 0; face < map.faces.count; face++) if (merger.isFace(face)) queueIfSmall(face);
    while (queue.size > 0) {
      const face = queue.pop();
      if (!merger.isFace(face)) continue;
      const joined = merger.mergeIntoNeighbour(face);
      // What grows may be large enough now, or leave the zone, where more is asked of it.
      if (joined !== OUTSIDE) queueIfSmall(joined);
      if (++mergers % MERGERS_PER_PAUSE === 0) {
        await pause();
        signal?.throwIfAborted();
      }
    }
  }
  signal?.throwIfAborted();
  return mergers === 0 ? map : merger.finish();
}
