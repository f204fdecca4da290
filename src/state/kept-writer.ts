/** What is chosen is written this long after a change: a map that is moved changes at every frame. */
const PAUSE_MILLISECONDS = 400;

/** What could not be written is tried again after so long. */
const RETRY_MILLISECONDS = 5000;

export interface KeptWriter<Work> {
  /** To be written a moment later, in the place of what waits under the same key. */
  add(key: string, work: Work): void;
  /** Writes what waits at once. */
  write(): void;
  end(): void;
}

/**
 * Writes work as it changes, one piece after the other: what was chosen last is what stays. What is left meanwhile keeps its
 * last; what could not be written is tried again, unless it has changed.
 * @param put rejects where it cannot be written
 * @param tell whether something of the last writing could not be written
 */
export function createKeptWriter<Work>(
  put: (key: string, work: Work) => Promise<void>,
  tell: (unwritten: boolean) => void,
): KeptWriter<Work> {
  const waiting = new Map<string, Work>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isWriting = false;

  const write = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    if (isWriting || waiting.size === 0) return;
    isWriting = true;
    const failed: [string, Work][] = [];
    // What comes meanwhile is reached by the same loop.
    for (const [key, work] of waiting) {
      waiting.delete(key);
      await put(key, work).catch(() => failed.push([key, work]));
    }
    isWriting = false;
    for (const [key, work] of failed) if (!waiting.has(key)) waiting.set(key, work);
    tell(failed.length > 0);
    if (failed.length > 0) timer ??= setTimeout(write, RETRY_MILLISECONDS);
  };
  // A page that is hidden may never come back.
  const onHidden = () => document.visibilityState === "hidden" && void write();
  document.addEventListener("visibilitychange", onHidden);

  return {
    add(key, work) {
      waiting.set(key, work);
      timer ??= setTimeout(write, PAUSE_MILLISECONDS);
    },
    write: () => void write(),
    end() {
      document.removeEventListener("visibilitychange", onHidden);
      clearTimeout(timer);
    },
  };
}
