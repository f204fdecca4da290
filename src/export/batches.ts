import type { CancelSignal } from "../core/ports/cancel.ts";

/** Features between two looks at the signal: some milliseconds. */
const BATCH = 2000;

/** How long a thread stays deaf: browsers make every pause 4 ms long. */
const PAUSE_EVERY_MILLISECONDS = 50;

/**
 * Calls `one` for 0 to `total` − 1. After every batch it awaits `afterBatch`, reports progress and throws the signal's
 * reason if aborted; now and then it lets the thread hear its messages (a worker learns of a cancellation that way).
 */
export async function inBatches(
  total: number,
  one: (index: number) => void,
  onProgress: (done: number, total: number) => void,
  signal?: CancelSignal,
  afterBatch: () => Promise<void> = async () => {},
): Promise<void> {
  signal?.throwIfAborted();
  let heard = performance.now();
  for (let first = 0; first < total; first += BATCH) {
    const end = Math.min(first + BATCH, total);
    for (let index = first; index < end; index++) one(index);
    await afterBatch();
    onProgress(end, total);
    if (performance.now() - heard > PAUSE_EVERY_MILLISECONDS) {
      await new Promise<void>((resolve) => setTimeout(resolve));
      heard = performance.now();
    }
    signal?.throwIfAborted();
  }
}
