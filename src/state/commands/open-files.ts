import type { PlacedFile } from "../../core/placed-file.ts";
import type { App } from "../store.ts";
import { addModel, isGraph, isManifest } from "./add-model.ts";
import { openImage } from "./open-image.ts";

/** Files dropped together: a model with its manifest, orthophotos with what lies beside them, or both. */
export async function openFiles(app: App, files: readonly PlacedFile<File>[]): Promise<void> {
  const ofModel = files.filter(({ file }) => isGraph(file.name) || isManifest(file.name));
  const ofImage = files.filter((placed) => !ofModel.includes(placed));
  await Promise.all([
    ofModel.length > 0 &&
      addModel(
        app,
        ofModel.map(({ file }) => file),
      ),
    ofImage.length > 0 && openImage(app, ofImage),
  ]);
}
