import { runResult } from "./result.ts";
import { isBusy, type State } from "./store.ts";

/** What loading the page anew would lose: work in progress, or something only this page holds. */
export type AtStake = "work" | "unsaved";

/** Undefined where nothing would be lost but what is open: a kept run is offered again, with its corrections. */
export function atStake(state: State): AtStake | undefined {
  const { opening, adding, reference, exporting, result, edits, online } = state;
  const works =
    isBusy(state) ||
    opening.phase !== "idle" ||
    adding.phase === "reading" ||
    adding.phase === "describing" ||
    reference.phase === "reading" ||
    reference.phase === "comparing" ||
    exporting.phase === "vectorising" ||
    exporting.phase === "writing" ||
    online?.taking.phase === "taking";
  if (works) return "work";
  const isOnlyHere = runResult(result)?.raster.durable === false;
  const unkept = result?.from === "file" && edits.length > 0;
  const untaken = exporting.phase === "ready" || (online?.taking.phase === "taken" && !online.taking.saved);
  return isOnlyHere || unkept || untaken ? "unsaved" : undefined;
}
