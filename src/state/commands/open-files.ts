import type { PlacedFile } from "../../core/placed-file.ts";
import type { App } from "../store.ts";
import { addModel, isGraph, isManifest } from "./add-model.ts";
import { openImage } from "./open-image.ts";
import { resumeWith } from "./resume-run.ts";
import { setAreaFromFiles, zoneFilesAmong } from "./set-area.ts";

/**
 * Files dropped or chosen together: a model with its manifest, orthophotos with what lies beside them, the outline of an
 * area. While a run asks for its files, the orthophotos are taken for those.
 */
export async function openFiles(app: App, files: readonly PlacedFile<File>[]): Promise<void> {
  const plain = files.map(({ file }) => file);
  const ofModel = plain.filter(({ name }) => isGraph(name) || isManifest(name));
  const ofArea = zoneFilesAmong(plain);
  const ofImage = files.filter(({ file }) => !ofModel.includes(file) && !ofArea.includes(file));
  const { asking } = app.store.getState().kept;
  const open = () => (asking === undefined ? openImage(app, ofImage) : resumeWith(app, asking, ofImage));
  await Promise.all([ofModel.length > 0 && addModel(app, ofModel), ofImage.length > 0 && open()]);
  if (ofArea.length > 0) await setAreaFromFiles(app, ofArea);
}
