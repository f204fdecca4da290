import type { Sample } from "../../../core/sample/sample.ts";
import { type SamplingState, sampledHere, turnedTo, type WantedSample, withSample } from "../../sampling.ts";
import type { App } from "../../store.ts";

export function patchSampling({ store }: Pick<App, "store">, changed: Partial<SamplingState>): void {
  store.setState(({ sampling }) => ({ sampling: { ...sampling, ...changed } }));
}

/** Opens it where it has no place of its own, with the screen's own sample in hand. */
export function openSampling(app: App): void {
  turnSampling(app);
  patchSampling(app, { open: true });
  app.store.setState({ tool: undefined });
}

/** The sample stays, with all its answers. */
export function closeSampling(app: App): void {
  patchSampling(app, { open: false, interpreting: undefined });
}

/** The screen has changed between map and comparison: each has a sample of its own. */
export function turnSampling({ store }: Pick<App, "store">): void {
  const { sampling, change } = store.getState();
  const turned = turnedTo(sampling, sampledHere({ change }));
  if (turned !== sampling) store.setState({ sampling: turned });
}

export function wantSample(app: App, wanted: Partial<WantedSample>): void {
  patchSampling(app, { wanted: { ...app.store.getState().sampling.wanted, ...wanted } });
}

/** In the place of the one in hand, as undoing gives it back: the point that one is at stays, if it has it. */
export function restoreSample({ store }: App, sample: Sample | undefined): void {
  store.setState(({ sampling }) => {
    const { interpreting } = sampling;
    const has = interpreting !== undefined && sample !== undefined && interpreting <= sample.points.length;
    return { sampling: { ...sampling, sample, interpreting: has ? interpreting : undefined } };
  });
}

/** Takes it away; undoing brings it back. */
export function dropSample({ store }: App): void {
  store.setState(({ sampling, change }) => ({ sampling: withSample(sampling, sampledHere({ change }), undefined) }));
}
