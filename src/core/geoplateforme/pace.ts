import type { CancelSignal } from "../ports/cancel.ts";

/** Time, as its user has it: a test's own passes at once. */
export interface Clock {
  /** milliseconds */
  now(): number;
  /** Rejects with the signal's reason when aborted. */
  wait(milliseconds: number, signal?: CancelSignal): Promise<void>;
}

/** Spreads requests evenly, so that never more than so many are sent in a second. */
export interface Pace {
  /** Settles when the next request may go. */
  turn(signal?: CancelSignal): Promise<void>;
  /** Lets none go for so long: the server has said that it is too much. */
  hold(milliseconds: number): void;
}

export function createPace(perSecond: number, clock: Clock): Pace {
  let next = 0;
  let heldUntil = 0;
  return {
    async turn(signal) {
      do {
        const mine = Math.max(clock.now(), next, heldUntil);
        next = mine + 1000 / perSecond;
        await clock.wait(mine - clock.now(), signal);
        // those that were waiting when the hold came wait again
      } while (clock.now() < heldUntil);
    },
    hold(milliseconds) {
      heldUntil = Math.max(heldUntil, clock.now() + milliseconds);
    },
  };
}
