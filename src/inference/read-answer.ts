import type * as OnnxRuntime from "onnxruntime-web";
import { appError } from "../core/errors.ts";
import type { ModelManifest } from "../core/ports/model-manifest.ts";
import { decide } from "./decide.ts";
import { liveLogits } from "./live-logits.ts";

/** Classes and confidence of a window's middle; `uniform` where the device has lost its mind (see `decide`). */
export type Answer = ReturnType<typeof decide>;

/**
 * What a graph answered, as classes and confidence. Throws `model-output-invalid` where it is not what the manifest
 * announces.
 *
 * @param mask 0 = no data → class 0, confidence 0
 */
export function readAnswer(
  manifest: ModelManifest,
  answers: OnnxRuntime.InferenceSession.ReturnType,
  mask: Uint8Array,
): Answer {
  const { windowPx, haloPx, output } = manifest;
  const answer = answers[output.name];
  const invalid = (detail: string) => appError("model-output-invalid", { model: manifest.id, detail });
  const data = answer?.data;
  const found = `${answer?.type} ${answer?.dims.join("×")}`;
  const plane = windowPx * windowPx;
  if (output.kind === "logits") {
    if (
      !(data instanceof Float32Array) ||
      data.length !== output.channels.length * plane ||
      answer?.dims[1] !== output.channels.length
    )
      throw invalid(`${found} ≠ float32 1×${output.channels.length}×${windowPx}×${windowPx}`);
    const { logits, numeroOf } = liveLogits(data, output.channels, plane);
    return decide(logits, mask, windowPx, haloPx, numeroOf);
  }
  if (data === undefined || data.length !== plane || answer?.type === "string" || data instanceof Float32Array)
    throw invalid(`${found} ≠ 1×${windowPx}×${windowPx}`);
  return readIndices(data as ArrayLike<number | bigint>, manifest, mask, invalid);
}

/** Indices of classes: nothing is known of how sure they are, and a confidence of 0 stands for that (never shown). */
function readIndices(
  data: ArrayLike<number | bigint>,
  { windowPx, haloPx, output }: ModelManifest,
  mask: Uint8Array,
  invalid: (detail: string) => Error,
): Answer {
  const kept = windowPx - 2 * haloPx;
  const classes = new Uint8Array(kept * kept);
  for (let row = 0, to = 0; row < kept; row++) {
    let from = (row + haloPx) * windowPx + haloPx;
    for (let column = 0; column < kept; column++, to++, from++) {
      if (mask[from] === 0) continue;
      const channel = output.channels[Number(data[from])];
      if (channel === undefined) throw invalid(`${data[from]} ≥ ${output.channels.length}`);
      classes[to] = channel.numero ?? 0;
    }
  }
  return { classes, confidence: new Uint8Array(kept * kept), uniform: false };
}
