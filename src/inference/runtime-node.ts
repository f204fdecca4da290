import * as runtime from "onnxruntime-web";
import type { Runtime } from "./session.ts";

/** In Node 20 the WebGPU build fails to load (dynamic require); the default build runs its WASM backend. */
export function nodeRuntime(): Runtime {
  runtime.env.wasm.numThreads = 1;
  runtime.env.logLevel = "error";
  return runtime;
}
