import { isFinished } from "../state/corrections.ts";
import { chosenModelOf, type State } from "../state/store.ts";
import type { StepPhase } from "./Step.tsx";

export const STEP = { image: 1, area: 2, model: 3, segment: 4, check: 5, export: 6 } as const;
export type StepName = keyof typeof STEP;

/** Where the path goes on by itself. From checking to exporting only the user goes. */
export function nextStep(state: State): number {
  const { image, result, opening } = state;
  if ((image === undefined && result === undefined) || opening.phase === "asking") return STEP.image;
  return isFinished(state) ? STEP.check : STEP.segment;
}

/**
 * What each step is to the user now.
 * @param open number of the unfolded step
 */
export function phaseOf(step: StepName, state: State, open: number): StepPhase {
  const { image, result, run, exporting } = state;
  const finished = isFinished(state);
  const saved = exporting.phase === "saved";
  const exports = finished && (open === STEP.export || saved);
  const current = exports ? STEP.export : nextStep(state);
  const [done, ready] = {
    image: [image !== undefined, true],
    area: [image !== undefined || result !== undefined, false],
    // before there is an image too: an own model can be seen and removed
    model: [image !== undefined || chosenModelOf(state).added === true, false],
    segment: [finished, image !== undefined || result !== undefined],
    check: [exports, finished || run.phase === "running" || run.phase === "stopped"],
    export: [saved && finished, finished],
  }[step] as [boolean, boolean];
  if (done) return "done";
  return current === STEP[step] ? "current" : ready ? "open" : "later";
}
