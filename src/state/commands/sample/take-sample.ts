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

/** In the place of the one in hand, as undoing gives it back: who interprets is led to the point whose answer it was. */
export function restoreSample({ store }: App, sample: Sample | undefined): void {
  store.setState(({ sampling }) => {
    const { interpreting, sample: before } = sampling;
    const other = sample?.points.find((point, at) => point.answer !== before?.points[at]?.answer);
    const is = sample?.points.find(({ number }) => number === interpreting);
    return {
      sampling: { ...sampling, sample, interpreting: interpreting === undefined ? undefined : (other ?? is)?.number },
    };
  });
}

/** Takes it away; undoing brings it back. */
export function dropSample({ store }: App): void {
  store.setState(({ sampling, change }) => ({ sampling: withSample(sampling, sampledHere({ change }), undefined) }));
}
