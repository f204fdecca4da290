import { appError } from "../../core/errors.ts";
import type { PlacedFile } from "../../core/placed-file.ts";
import type { ImageInput, KeptRun } from "../../workers/api.ts";
import { reopenFiles } from "../file-handles.ts";
import { beginHistory } from "../history.ts";
import { restoreWork } from "../keep-work.ts";
import type { App } from "../store.ts";
import { changeKept } from "./list-runs.ts";
import { openDemo, openImage } from "./open-image.ts";
import { reportError } from "./report-error.ts";
import { startSegmentation } from "./start-segmentation.ts";

/**
 * Takes up a run where it stopped: opens its image by itself where the browser has kept a handle, else asks for it.
 * To be called on a click, for the browser may have to ask whether the file may be read again.
 */
export async function resumeRun(app: App, run: KeptRun): Promise<void> {
  changeKept(app, { asking: undefined });
  if (run.synthetic) {
    await openDemo(app);
    if (app.store.getState().image?.synthetic) await takeUp(app, run);
    return;
  }
  if (run.links.length > 0) {
    await openAndTakeUp(
      app,
      run,
      run.links.map((url) => ({ url })),
    );
    return;
  }
  const files = await reopenFiles(run.handles);
  if (files === undefined) changeKept(app, { asking: run });
  else
    await resumeWith(
      app,
      run,
      files.map((file) => ({ file, folder: "" })),
    );
}

/** Takes up a run with the files given for it, whatever their names; asks again if they are others. */
export async function resumeWith(app: App, run: KeptRun, files: readonly PlacedFile<File>[]): Promise<void> {
  try {
    const given = await app.engine.runs.identify(files);
    const found = run.files.map(({ size, fingerprint }) =>
      given.findIndex((file) => file.size === size && file.fingerprint === fingerprint),
    );
    const missing = found.indexOf(-1);
    if (missing !== -1) {
      changeKept(app, { asking: run });
      throw appError("image-differs", { file: files[0]?.file.name ?? "", expected: run.files[missing]!.name });
    }
    // In their first folders and order: these say what lies beside what, and which of two that overlap counts.
    const inputs = found.map((index, at) => ({ file: files[index]!.file, folder: run.files[at]!.folder }));
    await openAndTakeUp(app, run, inputs);
  } catch (error) {
    reportError(app, error);
  }
}

/** The user would rather open something else. */
export function stopAsking(app: App): void {
  changeKept(app, { asking: undefined });
  app.store.setState({ error: undefined });
}

async function openAndTakeUp(app: App, run: KeptRun, inputs: readonly ImageInput[]): Promise<void> {
  await openImage(app, inputs, run.options);
  if (app.store.getState().image?.inputs === inputs) await takeUp(app, run);
}

async function takeUp(app: App, { name, model, backend, area }: KeptRun): Promise<void> {
  const { models } = app.store.getState();
  if (models.every(({ manifest }) => manifest.id !== model)) {
    reportError(app, appError("model-missing", { model }));
    return;
  }
  app.store.setState({ chosenModel: model, backend, area });
  const work = await app.engine.work.find(name).catch(() => undefined);
  if (work !== undefined) restoreWork(app, work);
  beginHistory(app); // nobody chose this now
  await startSegmentation(app);
}
