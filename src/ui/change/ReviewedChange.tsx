import { ChevronLeft, ChevronRight } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useRef } from "react";
import { type ChangeFacts, numberOf } from "../../core/change/change-facts.ts";
import type { DateName } from "../../core/change/change-map.ts";
import type { ChangeDecision } from "../../core/change/decision.ts";
import { coverClasses } from "../../core/landcover/ocsge.ts";
import {
  commentChange,
  forgetDecision,
  goInChanges,
  judgeChange,
  relabelChange,
} from "../../state/commands/change/review.ts";
import { decisionOn } from "../../state/comparison.ts";
import { useApp, useAppState } from "../context.ts";
import { FactList } from "../FactList.tsx";
import { useChange } from "./context.ts";

/** Keys that are caps and not words: the same in every language. */
const KEYS = { accept: "A", reject: "R", previous: "P", next: "N", before: "1", after: "2", comment: "T" } as const;

const verdicts = [
  ["accept", "acceptTitle", "accepted"],
  ["reject", "rejectTitle", "rejected"],
] as const;

/** The change in question: what it is, and what can be said of it. */
export function ReviewedChange({ change }: { change: ChangeFacts }) {
  const app = useApp();
  const { c, format } = useChange();
  const decision = useAppState((state) => decisionOn(state.change.decisions, change));
  const card = useRef<HTMLDivElement>(null);
  // Whoever has clicked goes on by keys.
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each step of the queue
  useEffect(() => card.current?.focus({ preventScroll: true }), [change.id]);
  const back = () => card.current?.focus({ preventScroll: true });
  const { before, after, confidence } = change;
  const rows = [
    [c.review.area_, format.area(change.squareMetres)],
    [c.review.confidence, confidence === null ? c.review.unknown : format.percent(confidence)],
    [c.review.artificialised, `${c.verdicts[before.verdict]} → ${c.verdicts[after.verdict]}`],
  ] as const;
  return (
    <div ref={card} className="reviewed-change" tabIndex={-1} data-testid="reviewed-change" data-id={change.id}>
      <p className="reviewed-title">
        <strong className={`kind ${change.kind}`}>{c.kinds[change.kind]}</strong>
        <span className="hint">{c.review.change(format.number(numberOf(change)))}</span>
        <span role="status" className="face-state" data-testid="decided">
          {stateOf(decision, c.review.decided)}
        </span>
      </p>
      <div className="relabel">
        <CoverField date="before" change={change} decision={decision} onDone={back} />
        <CoverField date="after" change={change} decision={decision} onDone={back} />
      </div>
      <FactList rows={rows} />
      <CommentField key={change.id} comment={decision?.comment ?? ""} onDone={back} />
      {decision !== undefined && (
        <button type="button" className="button quiet" onClick={() => forgetDecision(app)}>
          {c.review.forget}
        </button>
      )}
    </div>
  );
}

/** What can be said of the change in question: always in sight below it. */
export function VerdictActions() {
  const app = useApp();
  const { c } = useChange();
  return (
    <div className="verdict-actions">
      <button
        type="button"
        className="button"
        aria-label={c.review.previous}
        title={c.review.previous}
        aria-keyshortcuts={KEYS.previous}
        onClick={() => goInChanges(app, -1)}
      >
        <ChevronLeft size={16} aria-hidden /> <kbd aria-hidden>{KEYS.previous}</kbd>
      </button>
      {verdicts.map(([word, title, verdict]) => (
        <button
          key={word}
          type="button"
          className={word === "accept" ? "button primary" : "button"}
          title={c.review[title]}
          aria-keyshortcuts={KEYS[word]}
          data-testid={`${word}-change`}
          onClick={() => judgeChange(app, verdict)}
        >
          {c.review[word]} <kbd aria-hidden>{KEYS[word]}</kbd>
        </button>
      ))}
      <button
        type="button"
        className="button"
        aria-label={c.review.next}
        title={c.review.next}
        aria-keyshortcuts={KEYS.next}
        onClick={() => goInChanges(app, 1)}
      >
        <kbd aria-hidden>{KEYS.next}</kbd> <ChevronRight size={16} aria-hidden />
      </button>
    </div>
  );
}

function stateOf(
  decision: ChangeDecision | undefined,
  words: Readonly<Record<"accepted" | "rejected" | "relabelled" | "commented", string>>,
): string {
  if (decision === undefined) return "";
  if (decision.verdict === "rejected") return words.rejected;
  if (decision.before !== undefined || decision.after !== undefined) return words.relabelled;
  return decision.verdict === "accepted" ? words.accepted : words.commented;
}

interface FieldProps {
  /** the keyboard goes back to the queue */
  readonly onDone: () => void;
}

/** The cover at one of the dates, as found or as the user sets it. */
function CoverField({
  date,
  change,
  decision,
  onDone,
}: FieldProps & { date: DateName; change: ChangeFacts; decision: ChangeDecision | undefined }) {
  const app = useApp();
  const { c, coverName } = useChange();
  const id = useId();
  const byPointer = useRef(false);
  return (
    <>
      <label htmlFor={id}>
        {c.review.relabel[date]} <kbd aria-hidden>{KEYS[date]}</kbd>
      </label>
      <select
        id={id}
        value={decision?.[date] ?? change.found[date]}
        aria-keyshortcuts={KEYS[date]}
        data-testid={`cover-${date}`}
        onPointerDown={() => {
          byPointer.current = true;
        }}
        onKeyDown={(event) => {
          byPointer.current = false;
          leaveOn(event, onDone);
        }}
        onChange={({ target }) => {
          relabelChange(app, date, target.value);
          if (byPointer.current) onDone(); // by arrows one may go further
        }}
      >
        {coverClasses.map(({ code }) => (
          <option key={code} value={code}>
            {code} {coverName(code)}
          </option>
        ))}
      </select>
    </>
  );
}

function CommentField({ comment, onDone }: FieldProps & { comment: string }) {
  const app = useApp();
  const { c } = useChange();
  const id = useId();
  return (
    <div className="comment">
      <label htmlFor={id}>
        {c.review.comment} <kbd aria-hidden>{KEYS.comment}</kbd>
      </label>
      <input
        id={id}
        type="text"
        defaultValue={comment}
        aria-keyshortcuts={KEYS.comment}
        data-testid="change-comment"
        onBlur={({ target }) => target.value.trim() !== comment && commentChange(app, target.value)}
        onKeyDown={(event) => leaveOn(event, onDone)}
      />
    </div>
  );
}

/** Enter or Escape in a field: back to the queue, whose keys then count again. */
function leaveOn(event: KeyboardEvent, onDone: () => void): void {
  if (event.key !== "Enter" && event.key !== "Escape") return;
  event.preventDefault();
  onDone();
}
