import { givesConfidence, type ModelManifest } from "../core/ports/model-manifest.ts";
import type { Grid } from "../core/raster/grid.ts";
import type { ModelSource } from "../workers/api.ts";
import type { OpenImage, Result, RunResult, State } from "./store.ts";

export function runResult(result: Result | undefined): RunResult | undefined {
  return result?.from === "run" ? result : undefined;
}

/** Whether anything is known of how sure a result is. */
export function knowsConfidence(result: Result): boolean {
  return result.from === "run" ? givesConfidence(result.model.manifest) : result.confidenceKnown;
}

/** Id and version of the model that made it. */
export function modelText(result: Result): string {
  return result.from === "run" ? versioned(result.model.manifest) : result.record.model;
}

const versioned = ({ id, version }: ModelManifest): string => `${id} ${version}`;

/** The model that made a result, where it is here. */
export function modelOf(result: Result, models: readonly ModelSource[]): ModelSource | undefined {
  return result.from === "run" ? result.model : modelNamed(result.record.model, models);
}

/** @param text id and version, as a result says them */
export function modelNamed(text: string, models: readonly ModelSource[]): ModelSource | undefined {
  return models.find(({ manifest }) => versioned(manifest) === text);
}

/** File name of the orthophoto. */
export function imageName(image: OpenImage | undefined, result: Result): string {
  return result.from === "file" ? result.record.image : (image?.opened.facts.file ?? "");
}

/** Where the work lies: the open image's grid, or the result's that was opened without its image. */
export function groundOf({ image, result }: Pick<State, "image" | "result">): Grid | undefined {
  return image?.opened.grid ?? result?.raster.grid;
}

/** Whether a result opened from a file is of this image: its name, and the same ground to within a pixel. */
export function isOfImage(result: Result | undefined, { opened: { facts, grid } }: OpenImage): boolean {
  if (result?.from !== "file" || result.record.image !== facts.file) return false;
  const ours = result.raster.grid;
  if (ours.crs.code !== grid.crs.code) return false;
  const near = (one: number, other: number) => Math.abs(one - other) <= ours.affine[0];
  return (
    near(ours.affine[2], grid.affine[2]) &&
    near(ours.affine[5], grid.affine[5]) &&
    near(ours.width * ours.affine[0], grid.width * grid.affine[0]) &&
    near(ours.height * ours.affine[4], grid.height * grid.affine[4])
  );
}
