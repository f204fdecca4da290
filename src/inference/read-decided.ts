import type * as OnnxRuntime from "onnxruntime-web";
import { appError } from "../core/errors.ts";
import type { ModelManifest } from "../core/ports/model-manifest.ts";
import type { Answer } from "./read-answer.ts";

/**
 * What a graph that decides by itself answered: `class`, the index of a channel, and `confidence`, 255 times the
 * softmax of the winner, of every pixel of the window. The halo is cut here, and indices become `numero`s.
 *
 * A confidence is at least one in as many as there are classes, and is that low only where all scores are equal; an
 * index past the last class comes of scores that are not numbers; a buffer that was never written is 0. Where every
 * kept pixel is like that, the answer is `uniform`: no trained model's, a lost GPU's.
 *
 * @param mask 0 = no data → class 0, confidence 0
 */
export function readDecided(
  { id, windowPx, haloPx, output: { channels } }: ModelManifest,
  answers: OnnxRuntime.InferenceSession.ReturnType,
  mask: Uint8Array,
): Answer {
  const winner = plane("class");
  const score = plane("confidence");
  const kept = windowPx - 2 * haloPx;
  const numeroOf = Uint8Array.from(channels, ({ numero }) => numero ?? 0);
  const lowest = Math.round(255 / channels.length);
  const classes = new Uint8Array(kept * kept);
  const confidence = new Uint8Array(kept * kept);
  let uniform = true;
  for (let row = 0, to = 0; row < kept; row++) {
    let from = (row + haloPx) * windowPx + haloPx;
    for (let column = 0; column < kept; column++, to++, from++) {
      if (score[from]! > lowest && winner[from]! < channels.length) uniform = false;
      if (mask[from] === 0) continue;
      classes[to] = numeroOf[winner[from]!] ?? 0;
      confidence[to] = score[from]!;
    }
  }
  return { classes, confidence, uniform };

  function plane(name: string): Uint8Array {
    const answer = answers[name];
    const data = answer?.data;
    if (data instanceof Uint8Array && data.length === windowPx * windowPx) return data;
    const found = `${name}: ${answer?.type} ${answer?.dims.join("×")}`;
    throw appError("model-output-invalid", { model: id, detail: `${found} ≠ uint8 1×${windowPx}×${windowPx}` });
  }
}
