/** exp(−9) = 1.2e-4: a dozen terms as small are less than half of the confidence's step of 1/255, and left out. */
const NEGLIGIBLE = 9;

/** Entries a unit of the table below: its values are then within 0.1 % of the exponential. */
const ENTRIES = 1024;

/** exp(−d) for 0 ≤ d < NEGLIGIBLE: half a million exponentials a window cost more than all the rest. */
const decay = Float32Array.from({ length: NEGLIGIBLE * ENTRIES + 1 }, (_, i) => Math.exp(-i / ENTRIES));

/**
 * The class of each pixel and how sure the model is, from logits: argmax and softmax of the winner, row by row and
 * channel by channel, so that memory is read in order.
 *
 * @param logits channels × size × size
 * @param mask size × size, 0 = no data → class 0, confidence 0
 * @param numeroOf CoSIA `numero` of each channel
 * @returns the middle (size − 2 halo)²; `uniform` is true if every kept pixel's logits are all equal or not a number,
 * which no trained model answers: a lost GPU does
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
  const best = new Uint8Array(kept);
  const most = new Float32Array(kept);
  const sum = new Float32Array(kept);
  let uniform = true;
  for (let row = 0; row < kept; row++) {
    const first = (row + halo) * size + halo;
    best.fill(0);
    most.set(logits.subarray(first, first + kept));
    for (let channel = 1; channel < channels; channel++) {
      const from = channel * plane + first;
      for (let column = 0; column < kept; column++) {
        const value = logits[from + column]!;
        if (value > most[column]!) {
          most[column] = value;
          best[column] = channel;
        }
      }
    }
    sum.fill(0);
    for (let channel = 0; channel < channels; channel++) {
      const from = channel * plane + first;
      for (let column = 0; column < kept; column++) {
        const below = most[column]! - logits[from + column]!;
        if (below < NEGLIGIBLE) sum[column] = sum[column]! + decay[(below * ENTRIES) | 0]!;
      }
    }
    for (let column = 0, to = row * kept; column < kept; column++, to++) {
      // The winner alone is 1, so a smaller sum comes of NaN; all equal is the number of channels.
      if (sum[column]! >= 1 && sum[column]! < channels - 1e-3) uniform = false;
      if (mask[first + column] === 0) continue;
      classes[to] = numeroOf[best[column]!]!;
      confidence[to] = 255 / sum[column]! + 0.5;
    }
  }
  return { classes, confidence, uniform };
}
