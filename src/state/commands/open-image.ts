import { isAppError } from "../../core/errors.ts";
import type { EpsgCode } from "../../core/geo/crs.ts";
import { guessMillesime } from "../../core/millesime.ts";
import type { App, OpenImage } from "../store.ts";
import { dismissAdded } from "./add-model.ts";
import { reportError } from "./report-error.ts";

/**
 * Opens an orthophoto; if it names no CRS the user is asked, and calls this again with the answer.
 * The image open before, and its result, stay if this one cannot be opened.
 */
export async function openImage(app: App, file: File, assumedCrs?: EpsgCode): Promise<void> {
  await bringIn(app, file.name, false, async (signal) => {
    try {
      return { file, opened: await app.engine.open(file, assumedCrs, signal), assumedCrs, synthetic: false };
    } catch (error) {
      if (isAppError(error, "crs-missing") && assumedCrs === undefined) return { needsCrs: file };
      throw error;
    }
  });
}

/** Makes and opens the synthetic scene. */
export async function openDemo(app: App): Promise<void> {
  await bringIn(app, "", true, async (signal) => {
    const file = await app.engine.demo(signal);
    const opened = await app.engine.open(file, undefined, signal);
    return { file, opened, assumedCrs: undefined, synthetic: true };
  });
}

async function bringIn(
  app: App,
  name: string,
  synthetic: boolean,
  open: (signal: AbortSignal) => Promise<OpenImage | { needsCrs: File }>,
): Promise<void> {
  const { store, running } = app;
  running.image?.abort();
  const controller = new AbortController();
  running.image = controller;
  store.setState({ opening: { phase: "opening", name, synthetic }, error: undefined });
  try {
    const image = await open(controller.signal);
    if ("needsCrs" in image) {
      store.setState({ opening: { phase: "needs-crs", file: image.needsCrs } });
      return;
    }
    running.run?.abort();
    running.export?.abort();
    dismissAdded(app);
    store.setState(({ kept }) => ({
      image,
      kept: { ...kept, asking: undefined },
      opening: { phase: "idle" },
      run: { phase: "none" },
      result: undefined,
      exporting: { phase: "idle" },
      millesime: guessMillesime(image.file.name),
    }));
  } catch (error) {
    if (controller.signal.aborted) return; // another image is being opened
    store.setState({ opening: { phase: "idle" } });
    reportError(app, error);
  }
}
