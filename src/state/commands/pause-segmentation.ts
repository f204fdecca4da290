import type { App } from "../store.ts";

/** Lets the windows on their way come in and begins no other; the model stays loaded. */
export function pauseSegmentation(app: App): void {
  setPaused(app, true);
}

export function continueSegmentation(app: App): void {
  setPaused(app, false);
}

function setPaused({ store, pause }: App, paused: boolean): void {
  const { run } = store.getState();
  if (run.phase !== "running" || run.paused === paused) return;
  store.setState({ run: { ...run, paused } });
  pause.set(paused);
}
