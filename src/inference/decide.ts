/** exp(−9) = 1.2e-4: a dozen such terms are less than half of the confidence's step of 1/255. */
const NEGLIGIBLE = -9;

/**
 * The class of each pixel and how sure the model is, from logits: argmax and softmax of the winner, in plain loops
 * over typed arrays (faster than doing it in the graph on the WASM backend).
 *
 * @param logits channels × size × size
 * @param mask size × size, 0 = no data → class 0, confidence 0
 * @param numeroOf CoSIA `numero` of each channel
 * @returns the middle (size − 2 halo)²; `uniform` is true if every kept pixel's logits are all equal, which no
 * trained model answers: a lost GPU does
 */
export function decide(
  logits: Float32Array,
  mask: Uint8Array,
  size: number,
  halo: number,
  numeroOf: Uint8Array,
): { classes: Uint8Array; confidence: Uint8Array; uniform: boolean } {
  const kept = size - 2 * halo;
  const plane = size * size;
  const channels = numeroOf.length;
  const classes = new Uint8Array(kept * kept);
  const confidence = new Uint8Array(kept * kept);
  let uniform = true;
  for (let row = 0; row < kept; row++) {
    let at = (row + halo) * size + halo;
    let to = row * kept;
    for (let column = 0; column < kept; column++, at++, to++) {
      let best = 0;
      let most = logits[at]!;
      for (let channel = 1, i = at + plane; channel < channels; channel++, i += plane) {
        const value = logits[i]!;
        if (value > most) {
          most = value;
          best = channel;
        }
      }
      let sum = 0;
      for (let channel = 0, i = at; channel < channels; channel++, i += plane) {
        const below = logits[i]! - most;
        // the exponential is what costs; what is left out could not change the byte. NaN must get in.
        if (!(below < NEGLIGIBLE)) sum += Math.exp(below);
      }
      // sum is channels if all logits are equal, NaN if any is NaN: neither is an answer
      if (sum < channels - 1e-6) uniform = false;
      if (mask[at] === 0) continue;
      classes[to] = numeroOf[best]!;
      confidence[to] = 255 / sum + 0.5;
    }
  }
  return { classes, confidence, uniform };
}
