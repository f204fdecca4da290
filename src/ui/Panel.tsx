import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import { useAppState, useMessages } from "./context.ts";
import { ExerciseSlot } from "./exercise/ExerciseSlot.tsx";
import type { PanelLayout, SheetHeight } from "./panel-layout.ts";
import { nextStep, phaseOf, type StepName } from "./path.ts";
import { ResumeOffer } from "./ResumeOffer.tsx";
import { SheetHandle } from "./SheetHandle.tsx";
import { AreaStep } from "./steps/AreaStep.tsx";
import { CheckStep } from "./steps/CheckStep.tsx";
import { ExportStep } from "./steps/ExportStep.tsx";
import { ImageStep } from "./steps/ImageStep.tsx";
import { ModelStep } from "./steps/ModelStep.tsx";
import { SegmentStep } from "./steps/SegmentStep.tsx";
import { StepsContext } from "./steps-context.ts";

/** The path from an image to a file, one step of it unfolded: the one that comes next, or that the user opens. */
export function Panel({ layout }: { layout: PanelLayout }) {
  const { t } = useMessages();
  const panel = useRef<HTMLElement>(null);
  const next = useAppState(nextStep);
  const [chosen, choose] = useState<{ readonly while: number; readonly step: number }>();
  // What the user has unfolded stays until the path goes on.
  const open = chosen?.while === next ? chosen.step : next;
  const show = (step: number) => {
    choose({ while: next, step });
    if (layout.folded) layout.fold(false);
  };
  const usePhase = (step: StepName) => useAppState((state) => phaseOf(step, state, open));
  useFocusOnward(panel, open, layout.sheet);
  return (
    <section ref={panel} id="steps" className="panel" aria-label={t.steps.label} tabIndex={-1}>
      <SheetHandle layout={layout} />
      <div className="panel-scroll">
        {!layout.folded && <ExerciseSlot />}
        <ResumeOffer />
        <StepsContext value={{ open: layout.folded ? 0 : open, next, show }}>
          <ol>
            <ImageStep phase={usePhase("image")} />
            <AreaStep phase={usePhase("area")} />
            <ModelStep phase={usePhase("model")} />
            <SegmentStep phase={usePhase("segment")} />
            <CheckStep phase={usePhase("check")} />
            <ExportStep phase={usePhase("export")} />
          </ol>
        </StepsContext>
      </div>
      <button
        type="button"
        className="panel-toggle"
        aria-expanded={!layout.folded}
        title={layout.folded ? t.frame.unfold : t.frame.fold}
        data-testid="panel-toggle"
        onClick={() => layout.fold(!layout.folded)}
      >
        {layout.folded ? <PanelLeftOpen size={20} aria-hidden /> : <PanelLeftClose size={20} aria-hidden />}
        <span className="step-name">{layout.folded ? t.frame.unfold : t.frame.fold}</span>
      </button>
    </section>
  );
}

/** When the path goes on, the step unfolded comes into sight, and the keyboard goes with it where its place is gone. */
function useFocusOnward(panel: RefObject<HTMLElement | null>, open: number, sheet: SheetHeight | undefined): void {
  const before = useRef(open);
  useLayoutEffect(() => {
    const unfolded = panel.current?.querySelector(".step.unfolded");
    unfolded?.scrollIntoView({ block: sheet === undefined ? "nearest" : "start" });
    if (before.current === open) return;
    before.current = open;
    const active = document.activeElement;
    const isLost = active === null || active === document.body || active.closest("[hidden]") !== null;
    if (isLost) unfolded?.querySelector<HTMLElement>(".step-title")?.focus({ preventScroll: true });
  }, [panel, open, sheet]);
}
