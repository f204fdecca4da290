import wasmModule from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.mjs?url";
import wasmBinary from "onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url";
import * as runtime from "onnxruntime-web/webgpu";
import type { Runtime } from "./session.ts";

/** onnxruntime-web's WebGPU build (it holds the WASM backend too), its files served from our own origin. */
export function browserRuntime(): Runtime {
  runtime.env.wasm.wasmPaths = { mjs: absolute(wasmModule), wasm: absolute(wasmBinary) };
  runtime.env.wasm.numThreads = 1;
  runtime.env.logLevel = "error";
  return runtime as unknown as Runtime;
}

/** Vite gives paths relative to this module or to the origin; the runtime resolves its own against something else. */
function absolute(path: string): string {
  return new URL(path, import.meta.url).href;
}
