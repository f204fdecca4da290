import type { CancelSignal } from "./ports/cancel.ts";

/** Says that work is to rest between two of its pieces. */
export interface Pause {
  readonly on: boolean;
  /** Settles when work may go on; rejects with the signal's reason when aborted. */
  over(signal: CancelSignal): Promise<void>;
}

export interface PauseSwitch extends Pause {
  set(on: boolean): void;
}

export function createPause(): PauseSwitch {
  let isOn = false;
  let waiting: (() => void)[] = [];
  return {
    get on() {
      return isOn;
    },
    set(on) {
      isOn = on;
      if (on) return;
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
    },
    async over(signal) {
      signal.throwIfAborted();
      if (isOn) {
        let wake = () => {};
        await new Promise<void>((resolve) => {
          wake = resolve;
          waiting.push(wake);
          signal.addEventListener("abort", wake, { once: true });
        });
        signal.removeEventListener("abort", wake);
        waiting = waiting.filter((other) => other !== wake);
      }
      signal.throwIfAborted();
    },
  };
}
