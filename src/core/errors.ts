import type { ModelFact } from "./models/description.ts";

/** Why a model is not taken. */
export type ModelRefusal =
  | "not-onnx"
  | "weights-elsewhere"
  | "inputs"
  | "input-type"
  | "input-shape"
  | "bands"
  | "outputs"
  | "output-type"
  | "output-shape"
  | "one-class"
  | "not-a-segmenter"
  | "metadata"
  | "cannot-run"
  | "no-confidence"
  | "manifest-alone"
  | "several-models"
  | "elsewhere";

/**
 * Every failure a user can meet is a tag with fields: safe to post between threads, narrowed by tag and never by
 * message. The UI and the command line turn a tag into one sentence that says what to do (`i18n/errors`).
 */
export interface ErrorFields {
  // opening
  "file-not-a-raster": { file: string };
  "file-truncated": { file: string };
  "file-unreadable": { file: string; detail: string };
  "tiff-compression-unsupported": { file: string; compression: string };
  /** `feature`: what of JPEG 2000 is not read, in the standard's own words */
  "jp2-unsupported": { file: string; feature: string };
  "samples-unsupported": { file: string; bands: number; bits: number; format: string };
  "crs-missing": { file: string };
  "crs-unknown": { file: string; detail: string };
  "georeference-missing": { file: string };
  "affine-unsupported": { file: string; detail: string };
  /** class rasters to be joined; `detail`: by how much, or which systems */
  "grids-differ": { detail: string };
  /** no polygons in it that we can read */
  "file-not-a-zone-layer": { file: string; detail: string };
  // model
  "model-missing": { model: string };
  "model-manifest-invalid": { model: string; detail: string };
  "model-checksum": { file: string; expected: string; actual: string };
  "model-output-invalid": { model: string; detail: string };
  /** a model brought by the user is not taken; `detail`: what was found, in the file's own words */
  "model-refused": { model: string; reason: ModelRefusal; detail: string };
  /** the manifest says one thing of `field`, the graph another */
  "model-disagrees": { model: string; field: string; manifest: string; graph: string };
  /** neither a manifest nor the file's own metadata say how to use it */
  "model-undescribed": { model: string; missing: readonly ModelFact[] };
  // running
  "backend-unavailable": { backend: string; detail: string };
  "worker-crashed": { worker: string; detail: string };
  /** `x`, `y`: map coordinates of the window's corner */
  "window-failed": { x: number; y: number; detail: string };
  /** `needed`: bytes of the piece that could not be had */
  "out-of-memory": { needed: number };
  "storage-full": { needed: number };
  /** `bytes`: what tracing would take at least */
  "map-too-noisy": { bytes: number; limit: number };
  // command line and files
  "argument-invalid": { detail: string };
  "file-not-found": { file: string };
  "write-failed": { file: string; detail: string };
  cancelled: Record<string, never>;
  internal: { detail: string };
}

export type ErrorTag = keyof ErrorFields;

export class AppError<T extends ErrorTag = ErrorTag> extends Error {
  override readonly name = "AppError";
  readonly tag: T;
  readonly fields: ErrorFields[T];

  constructor(tag: T, fields: ErrorFields[T], cause?: unknown) {
    super(`${tag} ${JSON.stringify(fields)}`, cause === undefined ? undefined : { cause });
    this.tag = tag;
    this.fields = fields;
  }
}

/** `throw appError("crs-missing", { file })` */
export function appError<T extends ErrorTag>(tag: T, fields: ErrorFields[T], cause?: unknown): AppError<T> {
  return new AppError(tag, fields, cause);
}

/** True for an `AppError`, of the given tag if one is given. By shape, so that it holds across threads. */
export function isAppError<T extends ErrorTag = ErrorTag>(error: unknown, tag?: T): error is AppError<T> {
  if (typeof error !== "object" || error === null || !("tag" in error) || !("fields" in error)) return false;
  return tag === undefined || error.tag === tag;
}

/** Any thrown value as an `AppError`; an `AbortError` becomes `cancelled`, the unknown becomes `internal`. */
export function toAppError(error: unknown): AppError {
  if (isAppError(error)) return error;
  if (error instanceof Error && error.name === "AbortError") return appError("cancelled", {}, error);
  return appError("internal", { detail: error instanceof Error ? error.message : String(error) }, error);
}
