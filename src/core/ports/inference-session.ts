import type { ClassWindow, RasterWindow } from "../raster/window.ts";
import type { ModelManifest } from "./model-manifest.ts";

export type Backend = "webgpu" | "wasm";

/** The numbers a session computes in; `fp16-untried` until a first window has been answered in both. */
export type Precision = "fp32" | "fp16" | "fp16-untried";

export interface InferenceSession {
  readonly manifest: ModelManifest;
  readonly backend: Backend;
  precision(): Precision;
  /** Takes exactly `windowPx`² pixels at the model's resolution; the answer is the middle (`windowPx` − 2 `haloPx`)²,
   * as CoSIA `numero`s, 0 where the mask is 0. `window.pixels` is detached where the session lives in a worker. */
  run(window: RasterWindow): Promise<ClassWindow>;
  close(): Promise<void>;
}
