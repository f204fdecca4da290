import { Play, X } from "lucide-react";
import type { BackendChoice } from "../../core/ports/backend-choice.ts";
import { pixelsIn } from "../../core/raster/tiles-touching.ts";
import { tilesWanted } from "../../state/area-tiles.ts";
import { cancelSegmentation } from "../../state/commands/cancel-segmentation.ts";
import { startSegmentation } from "../../state/commands/start-segmentation.ts";
import { runResult } from "../../state/result.ts";
import type { RunState } from "../../state/store.ts";
import { useApp, useAppState, useMessages } from "../context.ts";
import { ProgressBar } from "../ProgressBar.tsx";
import { OpenedFacts } from "../reopened/OpenedFacts.tsx";
import { Step, type StepPhase } from "../Step.tsx";
import { useRunSummary } from "./run-summary.ts";

export function SegmentStep({ phase }: { phase: StepPhase }) {
  const app = useApp();
  const { t } = useMessages();
  const run = useAppState((state) => state.run);
  const result = useAppState((state) => runResult(state.result));
  const opened = useAppState(({ result }) => (result?.from === "file" ? result : undefined));
  const hasImage = useAppState(({ image }) => image !== undefined);
  const chosen = useAppState((state) => state.chosenModel);
  const busy = run.phase === "loading" || run.phase === "running";
  const sameModel = result?.model.manifest.id === chosen;
  const label = busy
    ? t.run.cancel
    : run.phase === "stopped" && sameModel
      ? t.run.resume
      : opened
        ? t.reopened.again
        : t.run.start;
  return (
    <Step number={4} title={t.steps.segment} phase={phase} summary={useRunSummary()}>
      {opened === undefined ? <RunDetail run={run} /> : <OpenedFacts opened={opened} />}
      {hasImage && (run.phase !== "done" || !sameModel) && (
        // One element whatever it does, so that the keyboard's focus stays on it.
        <button
          type="button"
          className={busy || opened !== undefined ? "button wide" : "button primary wide"}
          data-testid={busy ? "cancel" : "segment"}
          onClick={() => (busy ? cancelSegmentation(app) : void startSegmentation(app))}
        >
          {busy ? <X size={16} aria-hidden /> : <Play size={16} aria-hidden />} {label}
        </button>
      )}
    </Step>
  );
}

function RunDetail({ run }: { run: RunState }) {
  const { t, format } = useMessages();
  const plan = useAppState((state) => runResult(state.result)?.plan);
  const limits = useAppState((state) => state.area);
  const durable = useAppState((state) => runResult(state.result)?.raster.durable ?? true);
  const lost = useAppState((state) => runResult(state.result)?.lost ?? 0);
  const inMemory = useAppState(({ image, kept }) => image !== undefined && kept.durable === false);
  switch (run.phase) {
    case "none":
      return inMemory ? <p className="warning">{t.run.inMemory}</p> : null;
    case "loading":
      return <p role="status">{t.run.loading[run.what]}</p>;
    case "running": {
      const { progress, tilesDone, tilesTotal } = run;
      return (
        <div className="run" data-testid="progress">
          <ProgressBar share={tilesDone / tilesTotal} />
          <p className="run-figures">
            <span>{t.run.windows(format.number(tilesDone), format.number(tilesTotal))}</span>
            <span>{t.run.speed(format.number(progress.pixelsPerSecond / 1e6, 1))}</span>
            <span>
              {progress.secondsLeft === undefined
                ? t.run.estimating
                : t.run.left(format.duration(progress.secondsLeft))}
            </span>
          </p>
          <BackendLine choice={run.choice} />
          {lost > 0 && <p role="status">{t.run.lost(format.number(lost))}</p>}
          {!durable && <p className="warning">{t.run.notDurable}</p>}
        </div>
      );
    }
    case "stopped":
      return <p role="status">{t.run.cancelled(format.number(run.tilesDone), format.number(run.tilesTotal))}</p>;
    case "done": {
      const pixels = plan === undefined ? 0 : pixelsIn(plan, tilesWanted(plan, limits));
      const area = plan === undefined ? 0 : pixels * plan.grid.gsdMetres ** 2;
      return (
        <div data-testid="run-done">
          <p>
            {run.ran === undefined
              ? t.run.alreadyDone
              : t.run.done(format.area(area), format.duration(run.ran.seconds))}
          </p>
          {run.ran !== undefined && <BackendLine choice={run.ran.choice} />}
          {!durable && <p className="warning">{t.run.notDurable}</p>}
        </div>
      );
    }
    default: {
      const never: never = run;
      return never;
    }
  }
}

/** Where it computes and, if not on the GPU, why. */
function BackendLine({ choice }: { choice: BackendChoice }) {
  const { t } = useMessages();
  const text =
    choice.backend === "webgpu"
      ? t.backend.webgpu(
          [choice.adapter, choice.software && t.backend.software, t.backend.precision[choice.precision]]
            .filter(Boolean)
            .join(", "),
        )
      : t.backend.wasm(t.backend.reasons[choice.reason]);
  return (
    <p
      className="hint"
      data-testid="backend"
      data-backend={choice.backend}
      title={"detail" in choice ? choice.detail : ""}
    >
      {text}
    </p>
  );
}
