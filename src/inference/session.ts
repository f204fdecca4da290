import type * as OnnxRuntime from "onnxruntime-web";
import { appError, isAppError } from "../core/errors.ts";
import type { Backend, InferenceSession } from "../core/ports/inference-session.ts";
import type { ModelFileRole, ModelManifest } from "../core/ports/model-manifest.ts";
import { readAnswer } from "./read-answer.ts";
import { readDecided } from "./read-decided.ts";
import { toTensor } from "./to-tensor.ts";

/** The part of onnxruntime-web a session needs: its WebGPU build in browsers, its default build in Node. */
export type Runtime = Pick<typeof OnnxRuntime, "InferenceSession" | "Tensor" | "env">;

/** Graphs made for a GPU: they decide by themselves. */
export type GpuRole = Extract<ModelFileRole, "classes" | "classes-fp16">;

/** The graphs a session runs: `logits` on any backend. */
export type GraphRole = "logits" | GpuRole;

/**
 * A session on one backend. One thread: two workers of one thread each outrun one of two, and need no
 * cross-origin isolation. Rejects with `backend-unavailable` if the runtime cannot load the model there.
 *
 * @param model the ONNX file of that role, already verified
 */
export async function createSession(
  runtime: Runtime,
  manifest: ModelManifest,
  model: Uint8Array,
  backend: Backend,
  role: GraphRole = "logits",
): Promise<InferenceSession> {
  const session = await runtime.InferenceSession.create(model, {
    executionProviders: [backend],
    graphOptimizationLevel: "all",
    logSeverityLevel: 3,
    // An operator left to the processor would cost two copies of a window: better to know when the session opens.
    ...(role === "logits" ? {} : { extra: { session: { disable_cpu_ep_fallback: "1" } } }),
  }).catch((cause: unknown) => {
    throw appError(
      "backend-unavailable",
      { backend, detail: cause instanceof Error ? cause.message : String(cause) },
      cause,
    );
  });
  const { windowPx, haloPx, input } = manifest;
  const read = role === "logits" ? readAnswer : readDecided;
  const kept = windowPx - 2 * haloPx;

  return {
    manifest,
    backend,
    precision: () => (role === "classes-fp16" ? "fp16" : "fp32"),
    async run(window) {
      const failed = (detail: string, cause?: unknown) =>
        appError("window-failed", { x: window.affine[2], y: window.affine[5], detail }, cause);
      try {
        const feed = toTensor(runtime, manifest, window);
        const results = await session.run({ [input.name]: feed });
        const { classes, confidence, uniform } = read(manifest, results, window.mask);
        for (const result of Object.values(results)) result.dispose();
        feed.dispose();
        if (uniform) throw failed("all classes have the same score: the device is lost");
        return { width: kept, height: kept, classes, confidence };
      } catch (error) {
        throw isAppError(error) ? error : failed(error instanceof Error ? error.message : String(error), error);
      }
    },
    close: () => session.release(),
  };
}
