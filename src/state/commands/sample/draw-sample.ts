import type { DateName } from "../../../core/change/change-map.ts";
import { answeredBy, answeredByBoth } from "../../../core/sample/answers-from-zones.ts";
import type { Sample } from "../../../core/sample/sample.ts";
import { sampledHere, withSample } from "../../sampling.ts";
import type { App } from "../../store.ts";
import { referenceOf } from "../reference.ts";
import { reportError } from "../report-error.ts";
import { layerName } from "../set-area.ts";
import { onVectorWorker } from "../vector-work.ts";
import { vectoriseResult } from "../vectorise-result.ts";
import { patchSampling } from "./take-sample.ts";

/** A seed nobody has chosen. */
export function newSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]!;
}

/** Draws points of the map on the screen, as its files would be made of it, or of the changes between two dates. */
export async function drawSample(app: App, seed: number = newSeed()): Promise<void> {
  const { store } = app;
  const { wanted } = store.getState().sampling;
  const { least } = wanted;
  const design = { least, standardError: wanted.by === "precision" ? wanted.standardError : undefined };
  const size = wanted.by === "size" ? wanted.size : undefined;
  await atWork(app, async (signal) => {
    if (sampledHere(store.getState()) === "change") {
      take(app, await app.engine.change.drawSample(design, size, seed, signal));
      return;
    }
    await onVectorWorker(app, async (within) => {
      await vectoriseResult(app, () => {}, within);
      take(app, await app.engine.drawSample(design, size, seed, within));
    });
  });
}

/** Lets the reference answer every point in the place of a person; undoing gives a person's answers back. */
export async function answerByReference(app: App): Promise<void> {
  const { store, engine } = app;
  const { sample } = store.getState().sampling;
  const reference = referenceOf(store.getState());
  if (sample === undefined || reference === undefined) return;
  await atWork(app, async (signal) => {
    const covers = await engine.coversAt(
      sample.points.map(({ at }) => at),
      signal,
    );
    if (store.getState().sampling.sample === sample) take(app, answeredBy(sample, reference.file, covers));
  });
}

/** The same of the changes between two dates, by a layer for each. */
export async function answerByLayers(
  app: App,
  layers: { readonly [date in DateName]: readonly File[] },
): Promise<void> {
  const { store, engine } = app;
  const { sampling, change } = store.getState();
  const { sample } = sampling;
  const crs = change.compared?.grid.crs;
  if (sample?.of !== "change" || crs === undefined) return;
  const places = sample.points.map(({ at }) => at);
  await atWork(app, async (signal) => {
    const said = async (files: readonly File[]) => ({
      layer: layerName(files),
      covers: await engine.coversIn(files, places, crs, signal),
    });
    const [before, after] = [await said(layers.before), await said(layers.after)];
    if (store.getState().sampling.sample === sample) take(app, answeredByBoth(sample, before, after));
  });
}

/** Where the screen has turned to the other kind meanwhile it goes to its own. */
function take({ store }: App, sample: Sample): void {
  store.setState(({ sampling }) => ({ sampling: withSample(sampling, sample.of, sample) }));
}

async function atWork(app: App, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  app.running.sampling?.abort();
  const controller = new AbortController();
  app.running.sampling = controller;
  patchSampling(app, { busy: true });
  app.store.setState({ error: undefined });
  try {
    await work(controller.signal);
  } catch (error) {
    if (!controller.signal.aborted) reportError(app, error);
  } finally {
    if (app.running.sampling === controller) {
      delete app.running.sampling;
      patchSampling(app, { busy: false });
    }
  }
}
