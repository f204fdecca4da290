import { useEffect } from "react";
import { useAppState, useMessages } from "./context.ts";
import { useEndNotice } from "./run/use-end-notice.ts";
import { useLeaveWarning } from "./run/use-leave-warning.ts";
import { useWakeLock } from "./run/use-wake-lock.ts";

/** The run as it is told outside the panel: in the page's title, aloud every 10 %, to a browser about to sleep or to go. */
export function ProgressAnnouncer() {
  const { t, format } = useMessages();
  const percent = useAppState(({ run }) =>
    run.phase === "running" ? Math.floor((100 * run.tilesDone) / run.tilesTotal) : undefined,
  );
  const paused = useAppState(({ run }) => run.phase === "running" && run.paused);
  const computing = useAppState(
    ({ run }) => run.phase === "loading" || (run.phase === "running" && !run.progress.atRest),
  );
  useWakeLock(computing);
  useLeaveWarning();
  const unseen = useEndNotice();
  const share = percent === undefined ? "" : format.percent(percent / 100);
  useEffect(() => {
    document.title =
      share !== "" ? t.run.title[paused ? "paused" : "running"](share) : unseen ? t.run.title[unseen] : "Ocsol";
  }, [share, paused, unseen, t]);
  const tenth = percent === undefined ? "" : format.percent(Math.floor(percent / 10) / 10);
  return (
    <p className="visually-hidden" aria-live="polite">
      {tenth === "" ? "" : t.run.announce(tenth)}
    </p>
  );
}
