import type { App } from "../store.ts";
import { addModel, isGraph, isManifest } from "./add-model.ts";
import { openImage } from "./open-image.ts";

/** Files dropped together: a model with its manifest, an orthophoto, or both. */
export async function openFiles(app: App, files: readonly File[]): Promise<void> {
  const ofModel = files.filter(({ name }) => isGraph(name) || isManifest(name));
  const image = files.find((file) => !ofModel.includes(file));
  await Promise.all([ofModel.length > 0 && addModel(app, ofModel), image !== undefined && openImage(app, image)]);
}
