export interface Paced {
  /** Asks for the work: at once where none was done lately, else as soon as it may be done again, once for all who ask. */
  ask(): void;
  /** What has been asked for and not been done is not done any more. */
  stop(): void;
}

/** Work done at most once in so many milliseconds; the last to ask is never left waiting for another. */
export function paced(milliseconds: number, work: () => void): Paced {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsked = false;
  const act = () => {
    isAsked = false;
    timer = setTimeout(() => {
      timer = undefined;
      if (isAsked) act();
    }, milliseconds);
    work();
  };
  return {
    ask() {
      isAsked = true;
      if (timer === undefined) act();
    },
    stop() {
      isAsked = false;
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
