import { useEffect, useState } from "react";
import type { RunMessages } from "../../i18n/run-fr.ts";
import type { RunState } from "../../state/store.ts";
import { useApp, useMessages } from "../context.ts";

type End = "done" | "stopped";

/** Nobody looks at the page: it is out of sight, or another window is in front. */
const isAway = () => document.hidden || !document.hasFocus();

/**
 * Tells the end of a run to who is elsewhere: a notification where the user wants one and the browser lets us, a badge
 * on the application's icon where it is installed. What the end was stays known until the user is back.
 */
export function useEndNotice(): End | undefined {
  const app = useApp();
  const { t } = useMessages();
  const [unseen, setUnseen] = useState<End>();
  useEffect(
    () =>
      app.store.subscribe(({ run, noticeWanted }, before) => {
        const end = endOf(before.run, run);
        if (end === undefined || !isAway()) return;
        setUnseen(end);
        void navigator.setAppBadge?.().catch(() => {});
        if (noticeWanted) notify(t.run.notice, end);
      }),
    [app, t],
  );
  useEffect(() => {
    if (unseen === undefined) return;
    const look = () => {
      if (isAway()) return;
      setUnseen(undefined);
      void navigator.clearAppBadge?.().catch(() => {});
    };
    addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      removeEventListener("focus", look);
      document.removeEventListener("visibilitychange", look);
    };
  }, [unseen]);
  return unseen;
}

function endOf(before: RunState, now: RunState): End | undefined {
  return before.phase === "running" && (now.phase === "done" || now.phase === "stopped") ? now.phase : undefined;
}

function notify(words: RunMessages["notice"], end: End): void {
  const options: NotificationOptions = { body: words.back, tag: "ocsol-run", silent: true };
  try {
    const notice = new Notification(words[end], options);
    notice.onclick = () => {
      focus();
      notice.close();
    };
  } catch {
    // Chrome on Android shows none but a service worker's.
    void navigator.serviceWorker?.ready.then((worker) => worker.showNotification(words[end], options)).catch(() => {});
  }
}
