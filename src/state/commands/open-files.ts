import type { App } from "../store.ts";
import { addModel, isGraph, isManifest } from "./add-model.ts";
import { openImage } from "./open-image.ts";
import { setAreaFromFiles, zoneFilesAmong } from "./set-area.ts";

/** Files dropped together: a model with its manifest, an orthophoto, the outline of an area, or all of them. */
export async function openFiles(app: App, files: readonly File[]): Promise<void> {
  const ofModel = files.filter(({ name }) => isGraph(name) || isManifest(name));
  const ofArea = zoneFilesAmong(files);
  const image = files.find((file) => !ofModel.includes(file) && !ofArea.includes(file));
  await Promise.all([ofModel.length > 0 && addModel(app, ofModel), image !== undefined && openImage(app, image)]);
  if (ofArea.length > 0) await setAreaFromFiles(app, ofArea);
}
