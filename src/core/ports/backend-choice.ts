import type { Backend, Precision } from "./inference-session.ts";

export interface BackendSettings {
  readonly wanted: "auto" | Backend;
  /** a software WebGPU adapter is slower than WASM: only on explicit request */
  readonly allowSoftwareGpu: boolean;
  /** half the workers on the processor, the graphics card that draws less: slower, and the machine stays cool */
  readonly gentle?: boolean;
}

export type FallbackReason = "webgpu-absent" | "no-adapter" | "software-adapter" | "session-failed" | "asked";

/** Where inference runs and why not on the GPU. */
export type BackendChoice =
  | { readonly backend: "webgpu"; readonly adapter: string; readonly software: boolean; readonly precision: Precision }
  | { readonly backend: "wasm"; readonly reason: FallbackReason; readonly detail: string };
