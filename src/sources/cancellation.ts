import type { CancelSignal } from "../core/ports/cancel.ts";

/**
 * `promise`, or the signal's reason as soon as it aborts. The work itself is not stopped: whoever does it looks at the
 * signal between its steps.
 */
export function orAborted<T>(promise: Promise<T>, signal: CancelSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise<T>((resolve, reject) => {
    const onAbort = () => {
      try {
        signal.throwIfAborted();
      } catch (reason) {
        reject(reason);
      }
    };
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
}

/** Runs `step` over `items`, at most `limit` at once, in order of start; stops starting when aborted or when one fails. */
export async function eachLimited<T>(
  items: readonly T[],
  limit: number,
  signal: CancelSignal | undefined,
  step: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  let failed = false;
  const lane = async () => {
    while (next < items.length && !failed) {
      signal?.throwIfAborted();
      const item = items[next++] as T;
      try {
        await step(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, lane));
}
