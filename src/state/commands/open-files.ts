import { isExercise } from "../../core/exercise/exercise.ts";
import type { PlacedFile } from "../../core/placed-file.ts";
import { isSampleFile } from "../../core/sample/sample.ts";
import type { App } from "../store.ts";
import { addModel, isGraph, isManifest } from "./add-model.ts";
import { openExercise } from "./exercise.ts";
import { openImage } from "./open-image.ts";
import { openResult } from "./open-result.ts";
import { offerLayer } from "./overlays.ts";
import { openReference } from "./reference.ts";
import { reportError } from "./report-error.ts";
import { resumeWith } from "./resume-run.ts";
import { zoneFilesAmong } from "./set-area.ts";

/**
 * Files dropped or chosen together: a model with its manifest, orthophotos with what lies beside them, layers of
 * polygons. An exercise brings all it needs: what came along is left. While a run asks for its files, the orthophotos are taken for those.
 */
export async function openFiles(app: App, files: readonly PlacedFile<File>[]): Promise<void> {
  const exercise = files.find(({ file }) => isExercise(file.name));
  if (exercise !== undefined) return await openExercise(app, exercise.file);
  const sample = files.find(({ file }) => isSampleFile(file.name));
  if (sample !== undefined) return await openSampleFile(app, sample.file);
  const plain = files.map(({ file }) => file);
  const ofModel = plain.filter(({ name }) => isGraph(name) || isManifest(name));
  const ofArea = zoneFilesAmong(plain);
  const ofImage = files.filter(({ file }) => !ofModel.includes(file) && !ofArea.includes(file));
  const { asking } = app.store.getState().kept;
  const open = () => (asking === undefined ? openImage(app, ofImage) : resumeWith(app, asking, ofImage));
  await Promise.all([ofModel.length > 0 && addModel(app, ofModel), ofImage.length > 0 && open()]);
  if (ofArea.length > 0) await openLayers(app, ofArea);
}

async function openSampleFile(app: App, file: File): Promise<void> {
  try {
    const { openSample } = await import("./sample/sample-files.ts");
    await openSample(app, file);
  } catch (error) {
    reportError(app, error); // its code could not be loaded
  }
}

/** A layer by what its columns say: a result to go on with, a map to compare with, or one of which the user is asked. */
async function openLayers(app: App, files: readonly File[]): Promise<void> {
  const { signal } = new AbortController();
  try {
    // A result is one file, whatever came along.
    for (const file of files.filter(({ name }) => /\.gpkg$/i.test(name))) {
      if ((await app.engine.recognise([file], signal)) === "result") return await openResult(app, file);
    }
    const kind = await app.engine.recognise(files, signal);
    if (kind === "ocsge" || kind === "cosia") await openReference(app, files);
    else await offerLayer(app, files);
  } catch (error) {
    reportError(app, error);
  }
}
