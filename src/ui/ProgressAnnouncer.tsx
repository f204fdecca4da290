import { useEffect } from "react";
import { useAppState, useMessages } from "./context.ts";

/** Progress in the page's title, and aloud every 10 %. */
export function ProgressAnnouncer() {
  const { t, format } = useMessages();
  const share = useAppState(({ run }) => (run.phase === "running" ? run.tilesDone / run.tilesTotal : undefined));
  useEffect(() => {
    document.title = share === undefined ? "Ocsol" : `${format.percent(share)} · Ocsol`;
  }, [share, format]);
  return (
    <p className="visually-hidden" aria-live="polite">
      {share === undefined ? "" : t.run.announce(format.percent(Math.floor(share * 10) / 10))}
    </p>
  );
}
