import { Play, X } from "lucide-react";
import { endChangeReview, orderReview, reviewOnlyNew, startChangeReview } from "../../state/commands/change/review.ts";
import { decisionOn, isReviewed, reviewedChange, reviewOrder } from "../../state/comparison.ts";
import { useApp, useAppState } from "../context.ts";
import { useChange } from "./context.ts";
import { ReviewedChange } from "./ReviewedChange.tsx";

/** The queue of changes: how far one has come, in which order, and the change in question. */
export function Review() {
  const app = useApp();
  const { c, format } = useChange();
  const change = useAppState((state) => state.change);
  const { decisions, review } = change;
  const order = reviewOrder(change);
  if (order.length === 0) return <p className="hint">{c.review.none}</p>;
  const done = order.filter((one) => isReviewed(decisionOn(decisions, one)));
  const areaOf = (list: typeof order) => format.area(list.reduce((sum, { squareMetres }) => sum + squareMetres, 0));
  const reviewed = reviewedChange(change);
  return (
    <div className="change-review">
      <div className="review-progress">
        <progress value={done.length} max={order.length} aria-hidden />
        <p role="status" data-testid="change-progress">
          {c.review.progress(format.number(done.length), format.number(order.length))} ·{" "}
          {done.length === order.length ? c.review.allDone : c.review.area(areaOf(done), areaOf(order))}
        </p>
      </div>
      <fieldset className="segmented" aria-label={c.review.order}>
        {(["largest", "least-sure"] as const).map((one) => (
          <button key={one} type="button" aria-pressed={review.order === one} onClick={() => orderReview(app, one)}>
            {c.review.orders[one]}
          </button>
        ))}
      </fieldset>
      <label className="check">
        <input
          type="checkbox"
          checked={review.onlyUnreviewed}
          onChange={({ target }) => reviewOnlyNew(app, target.checked)}
        />
        {c.review.onlyUnreviewed}
      </label>
      {reviewed === undefined ? (
        <>
          <p className="hint">{c.review.explain}</p>
          <button
            type="button"
            className="button primary wide"
            data-testid="start-review"
            onClick={() => startChangeReview(app)}
          >
            <Play size={16} aria-hidden /> {done.length === 0 ? c.review.start : c.review.goOn}
          </button>
        </>
      ) : (
        <>
          <ReviewedChange change={reviewed} />
          <button type="button" className="button quiet" onClick={() => endChangeReview(app)}>
            <X size={16} aria-hidden /> {c.review.end}
          </button>
        </>
      )}
    </div>
  );
}
