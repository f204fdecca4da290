import type { ImageInput, StoredWork } from "../../workers/api.ts";
import { reopenFiles } from "../file-handles.ts";
import type { App } from "../store.ts";
import { listRuns } from "./list-runs.ts";
import { openImage } from "./open-image.ts";
import { openResult } from "./open-result.ts";
import { reportError } from "./report-error.ts";

/**
 * Opens again a result that was opened from a file, with what was done on it, and its image if that was open. To be
 * called on a click, for the browser may have to ask whether the files may be read again.
 * @returns false where the user has to give the file: opened by any way, it is known by its content
 */
export async function resumeResult(app: App, { handle, image, view }: StoredWork): Promise<boolean> {
  if (handle === undefined) return false;
  const beside = image?.inputs.flatMap((input) => ("handle" in input ? [input.handle] : [])) ?? [];
  const all = await reopenFiles([handle, ...beside]);
  const [file, ...images] = all ?? (await reopenFiles([handle])) ?? [];
  if (file === undefined) return false;
  await openResult(app, file);
  const { result } = app.store.getState();
  if (image === undefined || all === undefined || result?.from !== "file" || result.source !== file) return true;
  const inputs = image.inputs.map(
    (input): ImageInput => ("url" in input ? input : { file: images.shift()!, folder: input.folder }),
  );
  await openImage(app, inputs, image.options);
  app.store.setState({ viewWanted: view });
  return true;
}

/** Removes what was kept of a result; its file stays where it is. */
export async function forgetResult(app: App, { of }: StoredWork): Promise<void> {
  try {
    await app.engine.work.remove(of);
  } catch (error) {
    reportError(app, error);
  }
  await listRuns(app);
}
