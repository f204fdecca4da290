import type { ChangeFacts } from "../../../core/change/change-facts.ts";
import type { DateName } from "../../../core/change/change-map.ts";
import type { ChangeDecision } from "../../../core/change/decision.ts";
import type { ChangeReview } from "../../change.ts";
import { decisionOn, isReviewed, reviewedChange, reviewOrder } from "../../comparison.ts";
import type { App } from "../../store.ts";
import { patchChange } from "./change.ts";

/** Begins, or goes on, with the first change that nobody has looked at. */
export function startChangeReview(app: App): void {
  const { decisions, ...change } = app.store.getState().change;
  const order = reviewOrder({ decisions, ...change });
  const first = order.find((one) => !isReviewed(decisionOn(decisions, one))) ?? order[0];
  patchReview(app, { at: first?.id });
}

export function endChangeReview(app: App): void {
  patchReview(app, { at: undefined });
}

/** Goes to a change, from the map or the list. */
export function reviewChange(app: App, id: number): void {
  patchReview(app, { at: id });
}

export function orderReview(app: App, order: ChangeReview["order"]): void {
  patchReview(app, { order });
  if (reviewedChange(app.store.getState().change) !== undefined) startChangeReview(app);
}

/** Whether going on leaves out what has been looked at. */
export function reviewOnlyNew(app: App, onlyUnreviewed: boolean): void {
  patchReview(app, { onlyUnreviewed });
}

/** Back or forth in the queue, round at its ends. */
export function goInChanges(app: App, step: 1 | -1): void {
  const { change } = app.store.getState();
  const { at, onlyUnreviewed } = change.review;
  const order = reviewOrder(change);
  const place = order.findIndex(({ id }) => id === at);
  const round = order.map((_, index) => order[(place + step * (index + 1) + order.length * 2) % order.length]!);
  const wanted = (one: ChangeFacts) => !onlyUnreviewed || !isReviewed(decisionOn(change.decisions, one));
  const next = round.find(wanted) ?? round[0];
  if (next !== undefined) patchReview(app, { at: next.id });
}

/** It is a change, as the maps say, or it is none; the queue goes on. */
export function judgeChange(app: App, verdict: "accepted" | "rejected"): void {
  if (decide(app, { verdict })) goInChanges(app, 1);
}

/**
 * What the ground was at one of the dates. Said so, it is looked at: nothing more has to be accepted; equal at both
 * dates, it is no change.
 */
export function relabelChange(app: App, date: DateName, cover: string): void {
  const change = reviewedChange(app.store.getState().change);
  if (change === undefined) return;
  decide(app, { [date]: cover === change.found[date] ? undefined : cover, verdict: "accepted" });
}

export function commentChange(app: App, comment: string): void {
  decide(app, { comment: comment.trim() });
}

/** As they were, undone or redone: a review goes to the change that something else is said of. */
export function restoreDecisions(app: App, decisions: readonly ChangeDecision[]): void {
  const { compared, decisions: before, review } = app.store.getState().change;
  const other = compared?.changes.find((one) => decisionOn(decisions, one) !== decisionOn(before, one));
  const at = review.at === undefined ? undefined : (other?.id ?? review.at);
  patchChange(app, { decisions, review: { ...review, at } });
}

/** Nothing has been said of it. */
export function forgetDecision(app: App): void {
  const { change } = app.store.getState();
  const reviewed = reviewedChange(change);
  const decision = reviewed && decisionOn(change.decisions, reviewed);
  if (decision !== undefined) patchChange(app, { decisions: change.decisions.filter((one) => one !== decision) });
}

/** @returns whether there was a change to decide on */
function decide(app: App, said: Partial<Pick<ChangeDecision, "verdict" | "before" | "after" | "comment">>): boolean {
  const { change } = app.store.getState();
  const reviewed = reviewedChange(change);
  if (reviewed === undefined) return false;
  const before = decisionOn(change.decisions, reviewed);
  const { at, found, squareMetres } = reviewed;
  const decision: ChangeDecision = {
    at,
    was: { ...found, squareMetres },
    verdict: undefined,
    comment: "",
    ...before,
    ...said,
  };
  const isSame = (["verdict", "before", "after", "comment"] as const).every((key) => before?.[key] === decision[key]);
  if (isSame || (before === undefined && !isReviewed(decision) && decision.comment === "")) return true;
  const others = change.decisions.filter((one) => one !== before);
  patchChange(app, { decisions: [...others, decision] });
  return true;
}

function patchReview(app: App, changed: Partial<ChangeReview>): void {
  patchChange(app, { review: { ...app.store.getState().change.review, ...changed } });
}
