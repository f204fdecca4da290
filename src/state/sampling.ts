import type { Sample } from "../core/sample/sample.ts";

/** Accuracy by sample: of the map on the screen, or of the changes between two dates. */
export interface SamplingState {
  /** a choice: answers are undone and redone like the others */
  readonly sample: Sample | undefined;
  /** number of the point that is being interpreted; undefined outside of interpretation */
  readonly interpreting: number | undefined;
}

export const notSampling: SamplingState = { sample: undefined, interpreting: undefined };
