import { runResult } from "./result.ts";
import { isBusy, type State } from "./store.ts";

/**
 * Why leaving the page would cost something: work in progress; or what only this page holds, which is a result that the
 * browser does not keep, corrections or decisions on changes that it does not keep, a file not saved yet, a downloaded orthophoto not saved.
 */
export type AtStake = "work" | "result" | "corrections" | "decisions" | "file" | "orthophoto";

/** Nothing where only what is open would be lost: what is kept is offered again, with its corrections. */
export function atStake(state: State): AtStake[] {
  const { opening, adding, reference, exporting, result, edits, kept, online, change } = state;
  const works =
    isBusy(state) ||
    opening.phase !== "idle" ||
    adding.phase === "reading" ||
    adding.phase === "describing" ||
    reference.phase === "reading" ||
    reference.phase === "comparing" ||
    exporting.phase === "vectorising" ||
    exporting.phase === "writing" ||
    online?.taking.phase === "taking" ||
    change.busy !== undefined;
  const isSaved = exporting.phase === "saved";
  const raster = runResult(result)?.raster;
  const isInMemory = raster?.durable === false;
  const keepsNothing = kept.durable === false || kept.unwritten;
  const stakes: readonly [AtStake, boolean][] = [
    ["work", works],
    ["result", isInMemory && !isSaved && raster.written.includes(1)],
    ["corrections", result !== undefined && !isInMemory && edits.length > 0 && keepsNothing && !isSaved],
    ["decisions", change.decisions.length > 0 && (change.unwritten || kept.durable === false)],
    ["file", exporting.phase === "ready" || change.made !== undefined],
    ["orthophoto", online?.taking.phase === "taken" && !online.taking.saved],
  ];
  return stakes.flatMap(([stake, is]) => (is ? [stake] : []));
}

/** Whether leaving the page loses more than a file that can be made again. */
export function losesWork(state: State): boolean {
  return losesResult(state) || atStake(state).includes("decisions");
}

/** Whether closing the result loses some of it. */
export function losesResult(state: State): boolean {
  return atStake(state).some((stake) => stake === "result" || stake === "corrections");
}

/** What an update has to wait for. */
export function stakeOf(state: State): "work" | "unsaved" | undefined {
  const stakes = atStake(state);
  if (stakes.includes("work")) return "work";
  return stakes.length > 0 ? "unsaved" : undefined;
}
