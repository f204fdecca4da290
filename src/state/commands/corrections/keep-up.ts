import { appError, isAppError } from "../../../core/errors.ts";
import type { FaceFacts } from "../../../workers/api.ts";
import { isMaking, isTraced, wantsPolygons } from "../../corrections.ts";
import { type App, isBusy, type State } from "../../store.ts";
import { reportError } from "../report-error.ts";
import { forgetMap, mapResult } from "../vectorise-result.ts";
import { changeCorrecting } from "./change.ts";

/**
 * The polygons follow the corrections: whenever they are behind, they are traced or corrected, one piece of work at a
 * time, so that what is chosen meanwhile, undone included, is done together next.
 * @returns ends it
 */
export function followCorrections(app: App): () => void {
  let under: { readonly state: State; readonly controller: AbortController } | undefined;

  const keepUp = async (): Promise<void> => {
    const state = app.store.getState();
    if (under !== undefined) {
      if (!isSameMap(under.state, state)) under.controller.abort(appError("cancelled", {}));
      return;
    }
    if (!isBehind(state) || isBusy(state) || isMaking(state) || state.correcting.work.phase === "stopped") return;
    const controller = new AbortController();
    under = { state, controller };
    app.running.corrections = controller;
    const traced = isTraced(state);
    const show = (share: number) => {
      if (!controller.signal.aborted) work(app, traced ? { phase: "applying" } : { phase: "tracing", share });
    };
    show(0);
    try {
      await mapResult(app, show, controller.signal);
      await refreshFaces(app, controller.signal);
      if (app.store.getState().correcting.work.phase !== "stopped") work(app, { phase: "idle" });
    } catch (error) {
      const ended = controller.signal.aborted || isOthersDoing(error);
      forgetMap(app);
      if (app.store.getState().correcting.work.phase !== "stopped") work(app, { phase: ended ? "idle" : "stopped" });
      if (!ended) reportError(app, error);
    } finally {
      controller.abort(); // what was told of it and is still on its way means nothing now
      under = undefined;
      delete app.running.corrections;
    }
    await keepUp();
  };

  const unsubscribe = app.store.subscribe(() => void keepUp());
  void keepUp();
  return () => {
    unsubscribe();
    under?.controller.abort(appError("cancelled", {}));
  };
}

/** Stops tracing; the map goes back to pixels until polygons are asked for again. */
export function stopTracing(app: App): void {
  work(app, { phase: "stopped" });
  app.running.corrections?.abort(appError("cancelled", {}));
}

export function traceAgain(app: App): void {
  work(app, { phase: "idle" });
}

/** Settles when the polygons have all corrections, or will not get them. */
export function settled({ store }: App): Promise<void> {
  const isSettled = (state: State) => !isBehind(state) || state.correcting.work.phase === "stopped" || isMaking(state);
  return new Promise((resolve) => {
    if (isSettled(store.getState())) {
      resolve();
      return;
    }
    const unsubscribe = store.subscribe((state) => {
      if (!isSettled(state)) return;
      unsubscribe();
      resolve();
    });
  });
}

function isBehind(state: State): boolean {
  return wantsPolygons(state) && (!isTraced(state) || state.mapped?.edits !== state.edits);
}

function isSameMap(one: State, other: State): boolean {
  return (
    one.result?.raster === other.result?.raster &&
    one.result?.revision === other.result?.revision &&
    one.generalisation === other.generalisation &&
    !isBusy(other)
  );
}

/** The worker was ended for something else that was given up: the polygons are made again. */
function isOthersDoing(error: unknown): boolean {
  return isAppError(error, "worker-crashed") && error.fields.detail === "stopped";
}

function work({ store }: App, work: State["correcting"]["work"]): void {
  store.setState(({ correcting }) => ({ correcting: { ...correcting, work } }));
}

/** What is shown of faces is as they are now. */
async function refreshFaces(app: App, signal: AbortSignal): Promise<void> {
  const { picked, review } = app.store.getState().correcting;
  const now = ({ at: [x, y] }: FaceFacts) => app.engine.faceAt(x, y, signal);
  const face = picked && (await now(picked.face));
  const reviewed = review && (await now(review.faces[review.at]!));
  const state = app.store.getState().correcting;
  if (picked !== undefined && state.picked === picked)
    changeCorrecting(app, { picked: face && { ...picked, face }, notice: state.notice });
  if (review !== undefined && state.review === review && reviewed !== undefined) {
    const faces = review.faces.with(review.at, { ...reviewed, at: review.faces[review.at]!.at });
    changeCorrecting(app, { review: { ...review, faces }, notice: state.notice });
  }
}
