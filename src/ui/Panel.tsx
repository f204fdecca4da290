import { ComparisonBanner } from "./change/ComparisonBanner.tsx";
import { KeptComparisons } from "./change/KeptComparisons.tsx";
import { useAppState, useMessages } from "./context.ts";
import { ExerciseSlot } from "./exercise/ExerciseSlot.tsx";
import { PanelFrame } from "./PanelFrame.tsx";
import type { PanelLayout } from "./panel-layout.ts";
import { nextStep, phaseOf, STEP, type StepName } from "./path.ts";
import { ResumeOffer } from "./ResumeOffer.tsx";
import { AreaStep } from "./steps/AreaStep.tsx";
import { CheckStep } from "./steps/CheckStep.tsx";
import { ExportStep } from "./steps/ExportStep.tsx";
import { ImageStep } from "./steps/ImageStep.tsx";
import { ModelStep } from "./steps/ModelStep.tsx";
import { SegmentStep } from "./steps/SegmentStep.tsx";

const names = Object.keys(STEP) as StepName[];

/** The path from an image to a file. */
export function Panel({ layout }: { layout: PanelLayout }) {
  const { t } = useMessages();
  const next = useAppState(nextStep);
  return (
    <PanelFrame
      layout={layout}
      label={t.steps.label}
      next={next}
      titles={names.map((name) => t.steps[name])}
      head={
        <>
          <ComparisonBanner />
          {!layout.folded && <ExerciseSlot />}
          <KeptComparisons />
          <ResumeOffer />
        </>
      }
      steps={(open) => <Path open={open} />}
    />
  );
}

function Path({ open }: { open: number }) {
  const usePhase = (step: StepName) => useAppState((state) => phaseOf(step, state, open));
  return (
    <>
      <ImageStep phase={usePhase("image")} />
      <AreaStep phase={usePhase("area")} />
      <ModelStep phase={usePhase("model")} />
      <SegmentStep phase={usePhase("segment")} />
      <CheckStep phase={usePhase("check")} />
      <ExportStep phase={usePhase("export")} />
    </>
  );
}
