import { RefreshCw, X } from "lucide-react";
import { stopTracing, traceAgain } from "../../state/commands/corrections/keep-up.ts";
import { useApp, useAppState } from "../context.ts";
import { ProgressBar } from "../ProgressBar.tsx";
import { useCorrections } from "./context.ts";

/** What goes on: polygons being made, or brought up to the corrections. */
export function Work() {
  const app = useApp();
  const { c } = useCorrections();
  const work = useAppState(({ correcting }) => correcting.work);
  switch (work.phase) {
    case "idle":
      return null;
    case "applying":
      return (
        <p className="applying" role="status">
          <RefreshCw size={14} aria-hidden /> {c.work.applying}
        </p>
      );
    case "tracing":
      return (
        <div className="run" data-testid="tracing">
          <p role="status">{c.work.tracing}</p>
          <ProgressBar share={work.share} />
          <button type="button" className="button" onClick={() => stopTracing(app)}>
            <X size={16} aria-hidden /> {c.work.stop}
          </button>
        </div>
      );
    case "stopped":
      return (
        <div className="run">
          <p role="status">{c.work.stopped}</p>
          <button type="button" className="button" data-testid="trace-again" onClick={() => traceAgain(app)}>
            {c.work.again}
          </button>
        </div>
      );
    default: {
      const never: never = work;
      return never;
    }
  }
}
