import { Check, ChevronLeft, ChevronRight } from "lucide-react";
import { useEffect, useRef } from "react";
import { acceptReviewed, classifyReviewed, goInReview, startReview } from "../../state/commands/corrections/review.ts";
import { decisionsOf, placeKey, presentReview } from "../../state/corrections.ts";
import { useApp, useAppState } from "../context.ts";
import { ClassList } from "./ClassList.tsx";
import { useCorrections } from "./context.ts";
import { Facts } from "./Facts.tsx";

/** The queue: the polygon in question, its class to choose or accept, and how far one has come. */
export function ReviewCard() {
  const app = useApp();
  const { c, format } = useCorrections();
  const review = useAppState(presentReview);
  const edits = useAppState((state) => state.edits);
  const card = useRef<HTMLDivElement>(null);
  const at = review?.at;
  // Whoever has clicked a class would else give it to the next polygon too by Enter, which accepts. The queue may stay
  // where it is, at its last polygon; and whoever undoes by a button elsewhere stays there.
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each step of the queue
  useEffect(() => card.current?.focus({ preventScroll: true }), [at]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each decision
  useEffect(() => {
    if (card.current?.contains(document.activeElement)) card.current.focus({ preventScroll: true });
  }, [edits]);
  if (review === undefined) return null;
  const { faces } = review;
  const face = faces[review.at]!;
  const decisions = decisionsOf(edits);
  const done = faces.filter((one) => decisions.has(placeKey(one.at))).length;
  const decision = decisions.get(placeKey(face.at));
  const decided =
    decision?.kind === "accept" ? c.review.accepted : decision?.kind === "face" ? c.review.corrected : undefined;
  return (
    <div ref={card} className="review-card" tabIndex={-1} data-testid="review-card">
      <div className="review-progress">
        <progress value={done} max={faces.length} aria-hidden />
        <p role="status" data-testid="review-progress">
          {c.review.progress(format.number(done), format.number(faces.length))}
          {" · "}
          {done === faces.length
            ? c.review.allDone
            : c.review.toReview(format.number(faces.length - done), review.isAll)}
        </p>
      </div>
      <Facts face={face}>
        {decided !== undefined && (
          <span className="decided" data-testid="decided">
            <Check size={14} aria-hidden /> {decided}
          </span>
        )}
      </Facts>
      <div className="review-actions">
        <button
          type="button"
          className="button"
          aria-label={c.review.previous}
          title={`${c.review.previous} (${c.review.previousKey})`}
          aria-keyshortcuts="P"
          onClick={() => goInReview(app, -1)}
        >
          <ChevronLeft size={16} aria-hidden /> <kbd aria-hidden>{c.review.previousKey}</kbd>
        </button>
        <button
          type="button"
          className="button primary"
          aria-keyshortcuts="Enter"
          data-testid="accept"
          onClick={() => acceptReviewed(app)}
        >
          <Check size={16} aria-hidden /> {c.review.accept} <kbd aria-hidden>{c.review.acceptKey}</kbd>
        </button>
        <button
          type="button"
          className="button"
          aria-label={c.review.next}
          title={`${c.review.next} (${c.review.nextKey})`}
          aria-keyshortcuts="N"
          onClick={() => goInReview(app, 1)}
        >
          <kbd aria-hidden>{c.review.nextKey}</kbd> <ChevronRight size={16} aria-hidden />
        </button>
      </div>
      <ClassList label={c.classes} chosen={face.numero} onChoose={(numero) => classifyReviewed(app, { numero })} />
      {done === faces.length && !review.isAll && (
        <button type="button" className="button wide" onClick={() => void startReview(app)}>
          {c.review.again}
        </button>
      )}
    </div>
  );
}
