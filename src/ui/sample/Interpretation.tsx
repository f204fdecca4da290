import { ChevronLeft, ChevronRight, Equal, HelpCircle, X } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { type DateName, dateNames } from "../../core/change/change-map.ts";
import { coverClasses, coverOf } from "../../core/landcover/ocsge.ts";
import type { Sample, SamplePoint } from "../../core/sample/sample.ts";
import { answerPoint, commentPoint, endInterpreting, goToPoint } from "../../state/commands/sample/interpret.ts";
import { interpretedPoint } from "../../state/sampling.ts";
import { useApp, useAppState } from "../context.ts";
import { useSteps } from "../steps-context.ts";
import { TextField } from "../TextField.tsx";
import { useSample } from "./context.ts";
import { coverKey, UNSURE_KEY } from "./cover-keys.ts";
import { useSampleKeys } from "./use-sample-keys.ts";

/** What one sees at a point, which the map does not say. */
export function Interpretation() {
  const sample = useAppState(({ sampling }) => sampling.sample);
  const point = useAppState(interpretedPoint);
  useEndElsewhere();
  if (sample === undefined || point === undefined) return null;
  // what was begun at one point is nothing to another
  return <PointCard key={point.number} sample={sample} point={point} />;
}

/** Another step unfolded, its keys are those of what is seen there. */
function useEndElsewhere(): void {
  const app = useApp();
  const { open } = useSteps();
  const [begun] = useState(open);
  const folded = open === 0;
  useEffect(() => {
    if (!folded && open !== begun) endInterpreting(app);
  }, [app, open, begun, folded]);
}

function PointCard({ sample, point }: { sample: Sample; point: SamplePoint }) {
  const app = useApp();
  const { s, format, coverName } = useSample();
  const id = useId();
  const card = useRef<HTMLDivElement>(null);
  const [before, setBefore] = useState(point.answer?.before);
  const dated = sample.of === "change";
  const [active, activate] = useState<DateName>(dated ? "before" : "after");
  // What is clicked keeps the focus: Enter would then press it again, for the next point.
  useEffect(() => {
    card.current?.focus({ preventScroll: true });
    card.current?.scrollIntoView({ block: "nearest" });
  }, []);
  const { points } = sample;
  const { answer } = point;
  const done = points.filter((one) => one.answer !== undefined).length;
  const said = { before, after: answer?.after };

  const say = (cover: string | "unsure") => {
    card.current?.focus({ preventScroll: true });
    if (active === "before") {
      setBefore(cover);
      // what cannot be told at one date cannot be told at all
      if (cover === "unsure") answerPoint(app, { before: cover, after: cover });
      else activate("after");
    } else if (!dated) answerPoint(app, { after: cover });
    else if (before === undefined) activate("before");
    else answerPoint(app, { before, after: cover });
  };
  const same = () => {
    if (before !== undefined) answerPoint(app, { before, after: before });
  };
  useSampleKeys({ say, same: dated ? same : undefined });

  const name = (cover: string | undefined) =>
    cover === undefined ? s.interpret.notSaid : cover === "unsure" ? s.interpret.unsure : coverName(cover);
  return (
    <div ref={card} className="sample-card" tabIndex={-1} data-testid="sample-card" data-point={point.number}>
      <div className="review-progress">
        <progress value={done} max={points.length} aria-hidden />
        <p role="status" data-testid="sample-point">
          <strong>{s.interpret.point(format.number(point.number), format.number(points.length))}</strong>
          {answer !== undefined && ` · ${s.interpret.answered}`} ·{" "}
          {done === points.length
            ? s.interpret.all
            : s.drawn.progress(format.number(done), format.number(points.length))}
        </p>
      </div>
      {answer?.by !== undefined && <p className="hint">{s.interpret.from(answer.by)}</p>}
      {dated && (
        <fieldset className="sample-dates" aria-label={s.interpret.classes}>
          {dateNames.map((date) => (
            <button
              key={date}
              type="button"
              className="row-button"
              aria-pressed={active === date}
              data-testid={`sample-${date}`}
              onClick={() => activate(date)}
            >
              <span className="hint">{s.interpret.dates[date]}</span>
              <span>{name(said[date])}</span>
            </button>
          ))}
        </fieldset>
      )}
      <div className="sample-answers">
        {dated && (
          <button
            type="button"
            className="button primary"
            disabled={before === undefined}
            aria-keyshortcuts="Enter"
            data-testid="sample-same"
            onClick={same}
          >
            <Equal size={16} aria-hidden /> {s.interpret.same} <kbd aria-hidden>↵</kbd>
          </button>
        )}
        <button
          type="button"
          className="button"
          aria-pressed={said[active] === "unsure"}
          aria-keyshortcuts={UNSURE_KEY}
          data-testid="sample-unsure"
          onClick={() => say("unsure")}
        >
          <HelpCircle size={16} aria-hidden /> {s.interpret.unsure} <kbd aria-hidden>{UNSURE_KEY}</kbd>
        </button>
      </div>
      <div className="sample-moves">
        <button type="button" className="button" aria-keyshortcuts="P" onClick={() => goToPoint(app, -1)}>
          <ChevronLeft size={16} aria-hidden /> <span className="visually-hidden">{s.interpret.previous}</span>
          <kbd aria-hidden>P</kbd>
        </button>
        <button
          type="button"
          className="button"
          data-testid="leave-interpretation"
          aria-keyshortcuts="Escape"
          onClick={() => endInterpreting(app)}
        >
          <X size={16} aria-hidden /> {s.interpret.leave}
        </button>
        <button type="button" className="button" aria-keyshortcuts="N" onClick={() => goToPoint(app, 1)}>
          <kbd aria-hidden>N</kbd> <span className="visually-hidden">{s.interpret.next}</span>
          <ChevronRight size={16} aria-hidden />
        </button>
      </div>
      <fieldset className="cover-list" aria-label={s.interpret.classes}>
        {coverClasses.map(({ code }) => (
          <button
            key={code}
            type="button"
            className="row-button"
            aria-pressed={said[active] === code}
            aria-keyshortcuts={coverKey(code)}
            data-testid={`cover-${code}`}
            onClick={() => say(code)}
          >
            <span className="swatch" style={{ background: coverOf(code)!.colour }} aria-hidden />
            <span className="cover-name">{coverName(code)}</span>
            <kbd aria-hidden>{coverKey(code)}</kbd>
          </button>
        ))}
      </fieldset>
      <div className="sample-comment">
        <label htmlFor={id}>{s.interpret.comment}</label>
        <TextField
          id={id}
          type="text"
          value={answer?.comment ?? ""}
          placeholder={s.interpret.commentHint}
          disabled={answer === undefined}
          onCommit={(text) => commentPoint(app, text)}
        />
      </div>
      <p className="hint">{s.interpret.blind}</p>
    </div>
  );
}
