import type { CancelSignal } from "../core/ports/cancel.ts";

/** Features between two looks at the signal: some tens of milliseconds. */
const BATCH = 2000;

/**
 * Calls `one` for 0 to `total` − 1. After every batch it reports progress, lets the thread hear its messages (a worker
 * learns of a cancellation that way), awaits `afterBatch` and throws the signal's reason if aborted.
 */
export async function inBatches(
  total: number,
  one: (index: number) => void,
  onProgress: (done: number, total: number) => void,
  signal?: CancelSignal,
  afterBatch: () => Promise<void> = async () => {},
): Promise<void> {
  signal?.throwIfAborted();
  for (let first = 0; first < total; first += BATCH) {
    const end = Math.min(first + BATCH, total);
    for (let index = first; index < end; index++) one(index);
    await afterBatch();
    onProgress(end, total);
    await new Promise<void>((resolve) => setTimeout(resolve));
    signal?.throwIfAborted();
  }
}
