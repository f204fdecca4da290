import type { PlanarMap } from "../vector/coverage.ts";
import { type Overlay, overlaying, type Zone } from "../vector/overlay/overlay.ts";

/** What a long piece of work needs of who waits for it. */
export interface Patience {
  /** share done, 0–1 */
  readonly onProgress: (share: number) => void;
  /** settles in a later task, or rejects where nobody waits any more */
  readonly pause: () => Promise<void>;
}

/** For a part of the work. */
export function upTo({ onProgress, pause }: Patience, from: number, to: number): Patience {
  return { pause, onProgress: (share) => onProgress(from + share * (to - from)) };
}

/** `overlay`, with rests. */
export async function overlaid(map: PlanarMap, zones: readonly Zone[], wait: Patience): Promise<Overlay> {
  const steps = overlaying(map, zones);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    wait.onProgress(step.value);
    await wait.pause();
  }
}
