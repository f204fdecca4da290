import type { SamplePoint } from "../../core/sample/sample.ts";
import type { State } from "../../state/store.ts";

/** The point of the sample that a person is asked about, who must not see what the maps say. */
export function pointAsked({ sampling: { sample, interpreting } }: State): SamplePoint | undefined {
  return interpreting === undefined ? undefined : sample?.points.find(({ number }) => number === interpreting);
}
