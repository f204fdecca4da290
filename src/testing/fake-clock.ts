import type { Clock } from "../core/geoplateforme/pace.ts";

/** Time that passes only while everything waits, and then at once, to the earliest of what is waited for. */
export function fakeClock(): Clock {
  let now = 0;
  const waiting: { readonly until: number; readonly wake: () => void }[] = [];
  const pass = () => {
    const next = waiting.sort((one, other) => one.until - other.until).shift();
    if (next === undefined) return;
    now = Math.max(now, next.until);
    next.wake();
  };
  return {
    now: () => now,
    async wait(milliseconds, signal) {
      signal?.throwIfAborted();
      const passed = new Promise<void>((wake) => {
        waiting.push({ until: now + milliseconds, wake });
        setImmediate(pass);
      });
      let onAbort = () => {};
      const aborted = new Promise<void>((resolve) => {
        onAbort = resolve;
        signal?.addEventListener("abort", onAbort);
      });
      await Promise.race([passed, aborted]);
      signal?.removeEventListener("abort", onAbort);
      signal?.throwIfAborted();
    },
  };
}
