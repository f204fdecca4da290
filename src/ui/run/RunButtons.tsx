import { Pause, Play, X } from "lucide-react";
import { useRef } from "react";
import { cancelSegmentation } from "../../state/commands/cancel-segmentation.ts";
import { continueSegmentation, pauseSegmentation } from "../../state/commands/pause-segmentation.ts";
import { startSegmentation } from "../../state/commands/start-segmentation.ts";
import { isBusy } from "../../state/store.ts";
import { useApp, useAppState, useMessages } from "../context.ts";

interface RunButtonsProps {
  /** what the first button says while nothing runs */
  readonly start: string;
  readonly primary: boolean;
}

/** Starts, pauses and goes on: one element whatever it does, so that the keyboard's focus stays on it. Cancel is beside. */
export function RunButtons({ start, primary }: RunButtonsProps) {
  const app = useApp();
  const { t } = useMessages();
  const main = useRef<HTMLButtonElement>(null);
  const busy = useAppState(isBusy);
  const running = useAppState(({ run }) => run.phase === "running");
  const paused = useAppState(({ run }) => run.phase === "running" && run.paused);
  const act = () => {
    if (!busy) void startSegmentation(app);
    else if (paused) continueSegmentation(app);
    else pauseSegmentation(app);
  };
  return (
    <div className="run-buttons">
      <button
        ref={main}
        type="button"
        className={primary && (!busy || paused) ? "button primary" : "button"}
        data-testid={!busy ? "segment" : paused ? "continue" : "pause"}
        aria-disabled={busy && !running}
        onClick={act}
      >
        {busy && !paused ? <Pause size={16} aria-hidden /> : <Play size={16} aria-hidden />}{" "}
        {!busy ? start : paused ? t.run.goOn : t.run.pause}
      </button>
      {busy && (
        <button
          type="button"
          className="button"
          data-testid="cancel"
          onClick={() => {
            cancelSegmentation(app);
            main.current?.focus(); // this button goes, and the keyboard must be somewhere
          }}
        >
          <X size={16} aria-hidden /> {t.run.cancel}
        </button>
      )}
    </div>
  );
}
