/** Before this share is done, the time left would be a guess. */
const SHARE_BEFORE_ESTIMATE = 0.05;

/** What happened longer ago says nothing of a machine that has grown warm or been unplugged since. */
const LONGEST_MEMORY_SECONDS = 300;

/** How fast what is told turns to what is seen now: a share of the time left, so that the last seconds are true. */
const TURNING_SHARE = 0.05;
const LEAST_TURNING_SECONDS = 1;

export interface TimeLeft {
  /** One more is done. @param seconds on a clock that stands still in pauses */
  done(seconds: number): void;
  /** seconds; undefined as long as it would be a guess */
  readonly seconds: number | undefined;
}

/**
 * The time that the rest will take at the pace of the latest half, five minutes of it at most: the first windows, slowed
 * by what is loaded and compiled, weigh less and less. What is told goes on like a clock and turns to each new estimate
 * little by little: it does not jump back and forth with every window.
 *
 * @param lanes how many are done side by side; the first of each is never counted
 */
export function createTimeLeft(total: number, lanes: number): TimeLeft {
  const ends = new Float64Array(total);
  let done = 0;
  let told: number | undefined;
  let oldest = 0;
  return {
    done(seconds) {
      ends[done++] = seconds;
      if (done / total < SHARE_BEFORE_ESTIMATE || done < 2 * lanes + 2) return;
      oldest = Math.max(oldest, done >> 1);
      while (oldest < done - 2 && ends[oldest]! < seconds - LONGEST_MEMORY_SECONDS) oldest++;
      const estimate = ((seconds - ends[oldest]!) / (done - 1 - oldest)) * (total - done);
      if (told === undefined) told = estimate;
      else {
        const passed = seconds - ends[done - 2]!;
        const expected = told - passed;
        const turning = Math.max(LEAST_TURNING_SECONDS, TURNING_SHARE * estimate);
        told = Math.max(0, expected + (1 - Math.exp(-passed / turning)) * (estimate - expected));
      }
    },
    get seconds() {
      return told;
    },
  };
}
