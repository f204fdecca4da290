import { Images, ListChecks, Save, Scale, Sigma, Target } from "lucide-react";
import { stopChange } from "../../state/commands/change/settings.ts";
import { bothSides, canCompare, reviewedChange, weaknesses } from "../../state/comparison.ts";
import type { State } from "../../state/store.ts";
import { useApp, useAppState } from "../context.ts";
import { PanelFrame } from "../PanelFrame.tsx";
import { ProgressBar } from "../ProgressBar.tsx";
import type { PanelLayout } from "../panel-layout.ts";
import { Step, type StepPhase } from "../Step.tsx";
import SamplePanel from "../sample/SamplePanel.tsx";
import { Checks } from "./Checks.tsx";
import { useChange } from "./context.ts";
import { Figures } from "./Figures.tsx";
import { KeptComparisons } from "./KeptComparisons.tsx";
import { Review } from "./Review.tsx";
import { VerdictActions } from "./ReviewedChange.tsx";
import { SaveSection } from "./SaveSection.tsx";
import { Slots } from "./Slots.tsx";
import "./change.css";

const names = ["dates", "checks", "figures", "review", "sample", "save"] as const;

/** The path from two dates to figures that can be defended. */
export default function ChangePanel({ layout }: { layout: PanelLayout }) {
  const { c } = useChange();
  const next = useAppState(({ change }) =>
    bothSides(change) === undefined ? 1 : change.compared === undefined ? 2 : 3,
  );
  return (
    <PanelFrame
      layout={layout}
      label={c.title}
      next={next}
      titles={names.map((name) => c.steps[name])}
      head={
        !layout.folded && (
          <>
            <Work />
            <KeptComparisons />
          </>
        )
      }
      steps={(open) => <Path open={open} />}
    />
  );
}

/** What is being done to the comparison. */
function Work() {
  const app = useApp();
  const { c } = useChange();
  const busy = useAppState(({ change }) => change.busy);
  if (busy === undefined) return null;
  return (
    <div className="comparison-work run" data-testid="comparison-work">
      <p role="status">{c.busy[busy.what]}</p>
      <ProgressBar share={busy.share} />
      {busy.what === "comparing" && (
        <button type="button" className="button quiet" onClick={() => stopChange(app)}>
          {c.stop}
        </button>
      )}
    </div>
  );
}

function Path({ open }: { open: number }) {
  const { c } = useChange();
  const isCompared = useAppState(({ change }) => change.compared !== undefined);
  const hasBoth = useAppState(({ change }) => bothSides(change) !== undefined);
  const isReviewing = useAppState(({ change }) => reviewedChange(change) !== undefined);
  const isChecked = useAppState(({ change }) => canCompare(change));
  const phase = (number: number, reachable: boolean, done = false): StepPhase =>
    !reachable ? "later" : done && open !== number ? "done" : open === number ? "current" : "open";
  return (
    <>
      <Step number={1} title={c.steps.dates} icon={Images} phase={phase(1, true, hasBoth)} summary={useDates()}>
        <Slots />
      </Step>
      <Step
        number={2}
        title={c.steps.checks}
        icon={Scale}
        phase={phase(2, hasBoth, isChecked)}
        summary={useReservations()}
      >
        <Checks />
      </Step>
      <Step
        number={3}
        title={c.steps.figures}
        icon={Sigma}
        phase={phase(3, isCompared)}
        action={<p className="limits-line">{c.figures.limitsShort}</p>}
      >
        <Figures />
      </Step>
      <Step
        number={4}
        title={c.steps.review}
        icon={ListChecks}
        phase={phase(4, isCompared)}
        summary={useReviewed()}
        action={isReviewing ? <VerdictActions /> : undefined}
      >
        <Review />
      </Step>
      <Step number={5} title={c.steps.sample} icon={Target} phase={phase(5, isCompared)}>
        <SamplePanel />
      </Step>
      <Step number={6} title={c.steps.save} icon={Save} phase={phase(6, isCompared)}>
        <SaveSection />
      </Step>
    </>
  );
}

/** The two years, where both are known. */
function useDates(): string | undefined {
  const years = useAppState(({ change }: State) => {
    const sides = bothSides(change);
    if (sides === undefined) return undefined;
    const { before, after } = sides;
    return before.facts.millesime === "" || after.facts.millesime === ""
      ? undefined
      : `${before.facts.millesime} → ${after.facts.millesime}`;
  });
  return years;
}

/** How much weakens the comparison, to be read while its figures are: nobody has to open the step for that. */
function useReservations(): string | undefined {
  const { c, format } = useChange();
  const count = useAppState(({ change }) => weaknesses(change).filter(({ weight }) => weight !== "notes").length);
  return count === 0 ? undefined : c.checks.count(count, format.number(count));
}

function useReviewed(): string | undefined {
  const { format } = useChange();
  const changes = useAppState(({ change }) => change.compared?.figures.changes);
  if (changes === undefined) return undefined;
  const done = changes.reviewed.count + changes.rejected.count;
  return `${format.number(done)} / ${format.number(done + changes.unreviewed.count)}`;
}
