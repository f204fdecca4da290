import { isCoarse } from "../../core/raster/tile-plan.ts";
import { runResult } from "../../state/result.ts";
import { isBusy } from "../../state/store.ts";
import { useAppState, useMessages } from "../context.ts";
import { OpenedFacts } from "../reopened/OpenedFacts.tsx";
import { RunButtons } from "../run/RunButtons.tsx";
import { RunDetail } from "../run/RunDetail.tsx";
import { ThriftChoice } from "../run/ThriftChoice.tsx";
import { Step, type StepPhase } from "../Step.tsx";

export function SegmentStep({ phase }: { phase: StepPhase }) {
  const { t } = useMessages();
  const run = useAppState((state) => state.run);
  const busy = useAppState(isBusy);
  const opened = useAppState(({ result }) => (result?.from === "file" ? result : undefined));
  const hasImage = useAppState(({ image }) => image !== undefined);
  /** what a run would make is the result there is, or goes on with it */
  const same = useAppState(({ result, chosenModel, coarse }) => {
    const made = runResult(result);
    return made?.model.manifest.id === chosenModel && isCoarse(made.plan, made.model.manifest) === coarse;
  });
  const finished = run.phase === "done" && same;
  return (
    <Step number={4} title={t.steps.segment} phase={phase}>
      {opened === undefined ? <RunDetail run={run} /> : <OpenedFacts opened={opened} />}
      {hasImage && !busy && <ThriftChoice />}
      {hasImage && !finished && (
        <RunButtons
          start={run.phase === "stopped" && same ? t.run.resume : opened ? t.reopened.again : t.run.start}
          primary={opened === undefined}
        />
      )}
    </Step>
  );
}
