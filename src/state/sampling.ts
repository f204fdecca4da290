import type { Sample, SampleDesign } from "../core/sample/sample.ts";
import type { ChangeLook } from "./change.ts";
import type { State } from "./store.ts";

/** Accuracy by sample: of the map on the screen, or of the changes between two dates. */
export interface SamplingState {
  /** a choice: answers are undone and redone like the others */
  readonly sample: Sample | undefined;
  /** the other screen's sample, kept while this one has its own */
  readonly aside: Sample | undefined;
  /** number of the point that is being interpreted; undefined outside of interpretation */
  readonly interpreting: number | undefined;
  /** over the map; a comparison has a place of its own for it */
  readonly open: boolean;
  /** points are being drawn, or answers taken from a layer */
  readonly busy: boolean;
  /** what the next sample is drawn by */
  readonly wanted: WantedSample;
}

export interface WantedSample {
  readonly by: "size" | "precision";
  readonly size: number;
  /** standard error of overall accuracy */
  readonly standardError: number;
  readonly least: SampleDesign["least"];
}

export const notSampling: SamplingState = {
  sample: undefined,
  aside: undefined,
  interpreting: undefined,
  open: false,
  busy: false,
  wanted: { by: "size", size: 150, standardError: 0.02, least: 20 },
};

/** The kind of sample that the screen shows. */
export function sampledHere({ change }: Pick<State, "change">): Sample["of"] {
  return change.shown ? "change" : "map";
}

export function sampleOf({ sample, aside }: SamplingState, of: Sample["of"]): Sample | undefined {
  return [sample, aside].find((one) => one?.of === of);
}

/** With a sample in the place of the one of its kind; undefined: with none. */
export function withSample(sampling: SamplingState, of: Sample["of"], next: Sample | undefined): SamplingState {
  const { sample, aside } = sampling;
  if (sample === undefined || sample.of === of) return { ...sampling, sample: next, interpreting: undefined };
  return { ...sampling, aside: next ?? (aside?.of === of ? undefined : aside) };
}

/** The sample of a kind is the one in hand. */
export function turnedTo(sampling: SamplingState, of: Sample["of"]): SamplingState {
  const other = of === "map" ? "change" : "map";
  if (sampling.sample === undefined ? sampling.aside?.of !== of : sampling.sample.of === of) return sampling;
  return { ...sampling, sample: sampleOf(sampling, of), aside: sampleOf(sampling, other), interpreting: undefined };
}

/** Whether nothing that a map says may be shown: a point is being interpreted, which must not know its class. */
export function isBlind(state: Pick<State, "sampling" | "change">): boolean {
  return interpretedPoint(state) !== undefined;
}

/** How the photographs of a comparison lie: what is at a point of the sample is to be seen on both at once. */
export function arrangementOf(state: Pick<State, "sampling" | "change">): ChangeLook["arrangement"] {
  return state.change.shown && isBlind(state) ? "side-by-side" : state.change.look.arrangement;
}

/** The point that is being interpreted on this screen. */
export function interpretedPoint({ sampling: { sample, interpreting }, change }: Pick<State, "sampling" | "change">) {
  if (interpreting === undefined || sample?.of !== sampledHere({ change })) return undefined;
  return sample.points[interpreting - 1];
}
