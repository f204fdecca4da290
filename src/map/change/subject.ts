import type { ChangeFacts } from "../../core/change/change-facts.ts";
import type { SamplePoint } from "../../core/sample/sample.ts";
import { reviewedChange } from "../../state/comparison.ts";
import { interpretedPoint } from "../../state/sampling.ts";
import type { State } from "../../state/store.ts";

/** What is to be looked at: the point that is interpreted, or the change under review. */
export type Subject = SamplePoint | ChangeFacts;

export function subjectOf(state: State): Subject | undefined {
  return interpretedPoint(state) ?? reviewedChange(state.change);
}
