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

/** What a file is that holds no image of the ground from above, or not one at a single resolution. */
export type NoImage = "tile-list" | "tiles" | "point-cloud" | "model-3d" | "vector" | "grid";

/** Files of one CRS and one pixel size, among several that differ. */
export interface ImageGroup {
  readonly crs: number;
  readonly gsdMetres: number;
  /** with their folders */
  readonly files: readonly string[];
}

/**
 * Every failure a user can meet is a tag with fields: safe to post between threads, narrowed by tag and never by
 * message. The UI and the command line turn a tag into one sentence that says what to do (`i18n/errors`).
 */
export interface ErrorFields {
  // opening
  "file-not-a-raster": { file: string };
  "file-truncated": { file: string };
  "file-unreadable": { file: string; detail: string };
  /** it was open, and is not what it was or where it was; which one of several the browser does not say */
  "file-changed": Record<string, never>;
  "tiff-compression-unsupported": { file: string; compression: string };
  /** `feature`: what of JPEG 2000 is not read, in the standard's own words */
  "jp2-unsupported": { file: string; feature: string };
  "samples-unsupported": { file: string; bands: number; bits: number; format: string };
  /** the rendering asks for band number `band` (from 1) */
  "band-missing": { file: string; band: number; bands: number };
  /**
   * Samples that are not 8-bit colours, and no stretch said: `low` and `high` are the 2nd and 98th percentile of what
   * was looked at, `least` and `most` its extremes.
   */
  "stretch-needed": {
    file: string;
    bits: number;
    format: string;
    low: number;
    high: number;
    least: number;
    most: number;
  };
  "crs-missing": { file: string };
  "crs-unknown": { file: string; detail: string };
  "georeference-missing": { file: string };
  "affine-unsupported": { file: string; detail: string };
  /** one of several files is in another system or at another resolution: a choice is to be made */
  "images-differ": { groups: readonly ImageGroup[] };
  /** the pixels that an area, its gaps included, has and may have */
  "area-too-large": { pixels: number; limit: number };
  "file-is-an-archive": { file: string; kind: string };
  /** `command`: the line that makes a file we read of it */
  "file-needs-converting": { file: string; format: string; command: string };
  "file-holds-no-image": { file: string; kind: NoImage };
  /** world files, .prj and the like without their image */
  "companion-alone": { file: string };
  /** a link to an image on another site */
  "image-elsewhere": { file: string; origin: string };
  /** the server gives whole files only */
  "server-without-ranges": { file: string; detail: string };
  /** rasters to be joined; `detail`: by how much, or which systems */
  "grids-differ": { detail: string };
  /** a layer of polygons was wanted and this is none, or none that we can read */
  "file-not-a-zone-layer": { file: string; detail: string };
  /** a layer of points or lines, or an empty one */
  "zones-missing": { file: string };
  "zone-crs-missing": { file: string };
  "zone-crs-unknown": { file: string; detail: string };
  /** an area that does not touch the image */
  "area-elsewhere": { file: string };
  /** polygons for a comparison that has not two maps yet */
  "zones-without-dates": { file: string };
  /** a layer to be laid over the map of which nothing lies there */
  "overlay-elsewhere": { file: string };
  /** a layer to be laid over the map came before there was a map */
  "overlay-without-image": { file: string };
  /** a map to compare with came before there was an image or a result */
  "reference-without-image": { file: string };
  /** of a comparison of an earlier session, and not on this machine any more */
  "comparison-map-missing": { file: string };
  /** an area came before there was an image */
  "area-without-image": { file: string };
  /** for one of two dates to be compared: no result of Ocsol's, no OCS GE and no CoSIA */
  "side-not-a-map": { file: string };
  /** something stops a comparison, and has been said */
  "sides-not-comparable": Record<string, never>;
  /** two maps without ground in common, as they are moved, or none inside the area */
  "nothing-compared": Record<string, never>;
  /** two published maps have more corners on the ground that is compared than memory has room for */
  "comparison-too-large": { corners: number; most: number };
  /** two photographs of which nobody can say how far they lie beside each other */
  "images-not-matched": Record<string, never>;
  /** a comparison that is only made with an explicit yes */
  "sides-unconfirmed": Record<string, never>;
  /** polygons of a result that lie on each other or out of its image, at x, y on the map: somebody has drawn in it */
  "result-not-a-map": { file: string; reason: "overlap" | "outside"; x: number; y: number };
  /** a result whose table, record or value is not as Ocsol writes it; `detail`: which */
  "result-unreadable": { file: string; detail: string };
  // position
  /** the user, or the browser in their name, does not allow it */
  "position-refused": Record<string, never>;
  /** no satellite and no other way to know */
  "position-unavailable": Record<string, never>;
  /** the page came over plain http: browsers then tell no position */
  "position-insecure": Record<string, never>;
  // samples
  /** `detail`: the first field that will not do, as a path in the file */
  "sample-invalid": { file: string; detail: string };
  /** a sample of a map in another system, or of other ground, or of the other kind */
  "sample-elsewhere": { file: string };
  // workshops
  /** `detail`: the first field that will not do, as a path in the file */
  "exercise-invalid": { file: string; detail: string };
  /** a link to an exercise that is not there */
  "exercise-missing": { file: string };
  /** a link to an exercise on another site */
  "exercise-elsewhere": { file: string; origin: string };
  // online
  /** not even one answer could be read: no network, or no permission (CORS) for a page to read it */
  "online-refused": Record<string, never>;
  /** 429 again and again */
  "online-busy": Record<string, never>;
  /** the server failed, or the line was lost, again and again */
  "online-failed": { detail: string };
  /** something else than the image asked for; `detail`: the server's own words */
  "online-answer-invalid": { detail: string };
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
  /** again and again: a fresh worker has lost it too */
  "gpu-lost": { detail: string };
  /** `needed`: bytes of the piece that could not be had */
  "out-of-memory": { needed: number };
  "storage-full": { needed: number };
  /** before a run: `needed` and `free` bytes of what the browser grants this site */
  "storage-short": { needed: number; free: number };
  /** the browser has taken away what was being written */
  "storage-lost": { detail: string };
  /** another tab has the same run open */
  "run-in-use": Record<string, never>;
  /** given to take up a run of `expected` */
  "image-differs": { file: string; expected: string };
  /** `bytes`: what tracing would take at least */
  "map-too-noisy": { bytes: number; limit: number };
  // export
  /** `format` as users name it; `bytes` that it would take, at most `limit` */
  "format-too-large": { format: string; bytes: number; limit: number };
  // command line and files
  "argument-invalid": { detail: string };
  /** on the command line; `nearest`: the one that was perhaps meant, "" where none is like it */
  "option-unknown": { option: string; nearest: string };
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

/**
 * Any thrown value as an `AppError`: the browser's own refusals by their names, a lack of memory by what engines call
 * it, the unknown as `internal`.
 */
export function toAppError(error: unknown): AppError {
  if (isAppError(error)) return error;
  if (!(error instanceof Error)) return appError("internal", { detail: String(error) }, error);
  switch (error.name) {
    case "AbortError":
      return appError("cancelled", {}, error);
    case "NotReadableError":
      return appError("file-changed", {}, error);
    case "QuotaExceededError":
      return appError("storage-full", { needed: 0 }, error);
    default:
      return isOutOfMemory(error.message)
        ? appError("out-of-memory", { needed: 0 }, error)
        : appError("internal", { detail: error.message }, error);
  }
}

/** Whether an engine's message says that memory has run out: V8's, SpiderMonkey's, JavaScriptCore's, or that of C++ in WebAssembly. */
export function isOutOfMemory(message: string): boolean {
  return /allocation failed|out of memory|bad_alloc|could not allocate|cannot allocate|\bOOM\b/i.test(message);
}

/** Whether a message says that the graphics card went away under the work: WebGPU's own word, or a session's that answers nothing. */
export function isGpuLost(message: string): boolean {
  return /device (?:was|is) lost|lost device|GPUDevice.*destroyed/i.test(message);
}
