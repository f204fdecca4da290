import type { ModelChannel } from "../core/ports/model-manifest.ts";

/** Some of the first pixels tell scores that are probabilities already from logits. */
const PROBED_PIXELS = 64;
const PROBABILITY_TOLERANCE = 1e-3;

/** The least probability that has a logarithm in 32 bits worth keeping. */
const LEAST = 1e-30;

/**
 * The planes of the channels that may be chosen, as logits: dead channels are left out before the choice, so that they
 * neither win nor lower the confidence of those that do. A graph that ends in a softmax answers probabilities; their
 * logarithms are logits that give them back.
 *
 * @param scores channels × plane; may be returned as it is
 */
export function liveLogits(
  scores: Float32Array,
  channels: readonly ModelChannel[],
  plane: number,
): { logits: Float32Array; numeroOf: Uint8Array } {
  const live = channels.filter(({ numero }) => numero !== null);
  const numeroOf = Uint8Array.from(live, ({ numero }) => numero!);
  const probabilities = areProbabilities(scores, channels.length, plane);
  if (live.length === channels.length && !probabilities) return { logits: scores, numeroOf };
  const logits = new Float32Array(live.length * plane);
  live.forEach(({ index }, to) => {
    logits.set(scores.subarray(index * plane, (index + 1) * plane), to * plane);
  });
  if (probabilities) for (let at = 0; at < logits.length; at++) logits[at] = Math.log(Math.max(LEAST, logits[at]!));
  return { logits, numeroOf };
}

/** Nowhere below 0, and 1 over all channels, at pixels spread over the plane. */
function areProbabilities(scores: Float32Array, channels: number, plane: number): boolean {
  const step = Math.floor(plane / PROBED_PIXELS) | 1; // odd, so that it walks over the columns too
  for (let pixel = 0; pixel < plane; pixel += step) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel++) {
      const score = scores[channel * plane + pixel]!;
      if (!(score >= 0)) return false;
      sum += score;
    }
    if (Math.abs(sum - 1) > PROBABILITY_TOLERANCE) return false;
  }
  return true;
}
