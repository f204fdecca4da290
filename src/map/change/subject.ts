import type { ChangeFacts } from "../../core/change/change-facts.ts";
import type { SamplePoint } from "../../core/sample/sample.ts";
import { reviewedChange } from "../../state/comparison.ts";
import type { State } from "../../state/store.ts";

/** The point of the sample that a person is asked about, who must not see what the maps say. */
export function pointAsked({ sampling: { sample, interpreting } }: State): SamplePoint | undefined {
  return interpreting === undefined ? undefined : sample?.points.find(({ number }) => number === interpreting);
}

/** What is to be looked at: the point asked about, or the change under review. */
export type Subject = SamplePoint | ChangeFacts;

export function subjectOf(state: State): Subject | undefined {
  return pointAsked(state) ?? reviewedChange(state.change);
}
