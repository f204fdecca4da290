import type { ClassWindow, RasterWindow } from "../raster/window.ts";
import type { ModelManifest } from "./model-manifest.ts";

export type Backend = "webgpu" | "wasm";

export interface InferenceSession {
  readonly manifest: ModelManifest;
  readonly backend: Backend;
  /** Takes exactly `windowPx`² pixels at the model's resolution; the answer is the middle (`windowPx` − 2 `haloPx`)²,
   * as CoSIA `numero`s, 0 where the mask is 0. `window.pixels` is detached where the session lives in a worker. */
  run(window: RasterWindow): Promise<ClassWindow>;
  close(): Promise<void>;
}
