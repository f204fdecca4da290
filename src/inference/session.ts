import type * as OnnxRuntime from "onnxruntime-web";
import { appError, isAppError } from "../core/errors.ts";
import type { Backend, InferenceSession } from "../core/ports/inference-session.ts";
import type { ModelManifest } from "../core/ports/model-manifest.ts";
import type { RasterWindow } from "../core/raster/window.ts";
import { decide } from "./decide.ts";

/** The part of onnxruntime-web a session needs: its WebGPU build in browsers, its default build in Node. */
export type Runtime = Pick<typeof OnnxRuntime, "InferenceSession" | "Tensor" | "env">;

/**
 * A session on one backend. One thread: two workers of one thread each outrun one of two, and need no
 * cross-origin isolation. Rejects with `backend-unavailable` if the runtime cannot load the model there.
 *
 * @param model the ONNX file, already verified
 */
export async function createSession(
  runtime: Runtime,
  manifest: ModelManifest,
  model: Uint8Array,
  backend: Backend,
): Promise<InferenceSession> {
  const session = await runtime.InferenceSession.create(model, {
    executionProviders: [backend],
    graphOptimizationLevel: "all",
    logSeverityLevel: 3,
  }).catch((cause: unknown) => {
    throw appError(
      "backend-unavailable",
      { backend, detail: cause instanceof Error ? cause.message : String(cause) },
      cause,
    );
  });
  const { windowPx, haloPx, input, output } = manifest;
  const kept = windowPx - 2 * haloPx;
  const numeroOf = Uint8Array.from(output.channels, (channel) => channel.numero);
  const expected = numeroOf.length * windowPx * windowPx;

  return {
    manifest,
    backend,
    async run(window) {
      const failed = (detail: string, cause?: unknown) =>
        appError("window-failed", { x: window.affine[2], y: window.affine[5], detail }, cause);
      try {
        const feed = toTensor(runtime, manifest, window);
        const result = (await session.run({ [input.name]: feed }))[output.name];
        const logits = result?.data;
        if (!(logits instanceof Float32Array) || logits.length !== expected)
          throw appError("model-output-invalid", { model: manifest.id, detail: `${result?.type} ${result?.dims}` });
        const { classes, confidence, uniform } = decide(logits, window.mask, windowPx, haloPx, numeroOf);
        result?.dispose();
        feed.dispose();
        if (uniform) throw failed("every logit is the same: the device is lost");
        return { width: kept, height: kept, classes, confidence };
      } catch (error) {
        throw isAppError(error) ? error : failed(error instanceof Error ? error.message : String(error), error);
      }
    },
    close: () => session.release(),
  };
}

/** Interleaved bytes as the graph wants them: as they are, or as normalised floats, channels last or first. */
function toTensor(runtime: Runtime, { input, normalisation, windowPx }: ModelManifest, window: RasterWindow) {
  const bands = input.bands.length;
  if (window.width !== windowPx || window.height !== windowPx || window.bands !== bands)
    throw appError("internal", { detail: `window ${window.width}×${window.height}×${window.bands}` });
  const channelsLast = input.layout === "nhwc";
  const dims = channelsLast ? [1, windowPx, windowPx, bands] : [1, bands, windowPx, windowPx];
  if (input.type === "uint8" && channelsLast) return new runtime.Tensor("uint8", window.pixels, dims);
  const plane = windowPx * windowPx;
  const values = input.type === "uint8" ? new Uint8Array(plane * bands) : new Float32Array(plane * bands);
  for (let band = 0; band < bands; band++) {
    const mean = normalisation.inGraph ? 0 : normalisation.mean[band]!;
    const std = normalisation.inGraph ? 1 : normalisation.std[band]!;
    for (let pixel = 0; pixel < plane; pixel++) {
      const at = channelsLast ? pixel * bands + band : band * plane + pixel;
      values[at] = (window.pixels[pixel * bands + band]! - mean) / std;
    }
  }
  return values instanceof Uint8Array
    ? new runtime.Tensor("uint8", values, dims)
    : new runtime.Tensor("float32", values, dims);
}
