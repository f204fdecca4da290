import { runResult } from "../../state/result.ts";
import type { RunState } from "../../state/store.ts";
import { useAppState, useMessages } from "../context.ts";
import { ProgressBar } from "../ProgressBar.tsx";
import { BackendLine } from "./BackendLine.tsx";
import { LiveEnergy } from "./LiveEnergy.tsx";
import { NoticeChoice } from "./NoticeChoice.tsx";
import { roughly } from "./roughly.ts";

type Running = Extract<RunState, { phase: "running" }>;

/** How far the run is, how long it will take, where it computes and what it costs. */
export function RunFigures({ run }: { run: Running }) {
  const { t, format } = useMessages();
  const durable = useAppState((state) => runResult(state.result)?.raster.durable ?? true);
  const lost = useAppState((state) => runResult(state.result)?.lost ?? 0);
  const { progress, tilesDone, tilesTotal, paused } = run;
  const { secondsLeft } = progress;
  return (
    <div className="run" data-testid="progress" data-paused={paused}>
      <ProgressBar share={tilesDone / tilesTotal} />
      <p className="run-figures">
        <span>{t.run.windows(format.number(tilesDone), format.number(tilesTotal))}</span>
        <span>{t.run.speed(format.number(progress.pixelsPerSecond / 1e6, 1))}</span>
        <span data-testid="time-left">
          {secondsLeft === undefined ? t.run.estimating : t.run.left(format.duration(roughly(secondsLeft)))}
        </span>
      </p>
      <p className="run-pause" role="status">
        {paused && (progress.atRest ? t.run.paused : t.run.pausing)}
      </p>
      <BackendLine choice={run.choice} />
      <LiveEnergy seconds={progress.seconds} />
      {lost > 0 && <p role="status">{t.run.lost(format.number(lost))}</p>}
      {!durable && <p className="warning">{t.run.notDurable}</p>}
      {!("wakeLock" in navigator) && <p className="hint">{t.run.awake}</p>}
      <NoticeChoice />
    </div>
  );
}
