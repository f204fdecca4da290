import type { App } from "../store.ts";
import { addModel, isGraph, isManifest } from "./add-model.ts";
import { openImage } from "./open-image.ts";
import { resumeWith } from "./resume-run.ts";

/**
 * Files dropped or chosen together: a model with its manifest, an orthophoto, or both. While a run asks for its file,
 * the orthophoto is taken for that.
 */
export async function openFiles(app: App, files: readonly File[]): Promise<void> {
  const ofModel = files.filter(({ name }) => isGraph(name) || isManifest(name));
  const image = files.find((file) => !ofModel.includes(file));
  const { asking } = app.store.getState().kept;
  const open = (file: File) => (asking === undefined ? openImage(app, file) : resumeWith(app, asking, [file]));
  await Promise.all([ofModel.length > 0 && addModel(app, ofModel), image !== undefined && open(image)]);
}
