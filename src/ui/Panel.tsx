import { chosenModelOf } from "../state/store.ts";
import { useAppState, useMessages } from "./context.ts";
import { ExerciseSlot } from "./exercise/ExerciseSlot.tsx";
import { ResumeOffer } from "./ResumeOffer.tsx";
import type { StepPhase } from "./Step.tsx";
import { AreaStep } from "./steps/AreaStep.tsx";
import { CheckStep } from "./steps/CheckStep.tsx";
import { ExportStep } from "./steps/ExportStep.tsx";
import { ImageStep } from "./steps/ImageStep.tsx";
import { ModelStep } from "./steps/ModelStep.tsx";
import { SegmentStep } from "./steps/SegmentStep.tsx";

/** The path from an image to a file; the present step is the one that says what is next. */
export function Panel() {
  const { t } = useMessages();
  const hasImage = useAppState(({ image }) => image !== undefined);
  const isOpened = useAppState(({ result }) => result?.from === "file");
  const hasGround = hasImage || isOpened;
  // before there is an image too, so that it can be seen and removed
  const ownModel = useAppState((state) => chosenModelOf(state).added === true);
  const run = useAppState((state) => state.run.phase);
  const saved = useAppState(({ exporting }) => exporting.phase === "saved");
  const finished = run === "done" || (isOpened && run === "none");
  const shown = finished || run === "running" || run === "stopped";
  const phase = (done: boolean, ready: boolean): StepPhase => (done ? "done" : ready ? "current" : "later");
  return (
    <nav className="panel" aria-label={t.steps.label}>
      <ExerciseSlot />
      <ResumeOffer />
      <ol>
        <ImageStep phase={isOpened && !hasImage ? "open" : phase(hasImage, true)} />
        <AreaStep phase={hasGround ? "done" : "later"} />
        <ModelStep phase={hasImage || ownModel ? "done" : "later"} />
        <SegmentStep phase={phase(finished, hasGround)} />
        <CheckStep phase={finished ? "done" : shown ? "open" : "later"} />
        <ExportStep phase={phase(saved, finished)} />
      </ol>
    </nav>
  );
}
