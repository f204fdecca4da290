import { useEffect } from "react";

/**
 * Keeps the computer from going to sleep while `wanted`. The browser lets go of the lock whenever the page is out of
 * sight, so it is asked for again when the page is back. A browser without wake locks, or one that refuses (a low
 * battery), changes nothing else.
 */
export function useWakeLock(wanted: boolean): void {
  useEffect(() => {
    if (!wanted || !("wakeLock" in navigator)) return;
    let isOver = false;
    let held: WakeLockSentinel | undefined;
    const take = async () => {
      if (document.visibilityState !== "visible" || held?.released === false) return;
      try {
        const lock = await navigator.wakeLock.request("screen");
        if (isOver) await lock.release();
        else held = lock;
      } catch {
        // refused: the next time the page comes back it is asked for again
      }
    };
    const look = () => void take();
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      isOver = true;
      document.removeEventListener("visibilitychange", look);
      void held?.release();
    };
  }, [wanted]);
}
