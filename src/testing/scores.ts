/** Classes under this share of the truth are left out of a mean, as in `models/training/scores.py`. */
const LEAST_SHARE = 0.005;

/**
 * Intersection over union of each class of the truth and their mean. Truth 0 does not count, nor do classes of less
 * than 0.5 % of the pixels.
 * @param merges classes of the truth that the model answers with another: greenhouse → building
 */
export function meanIou(
  truth: Uint8Array,
  predicted: Uint8Array,
  merges: Readonly<Record<number, number>> = {},
): { mean: number; byClass: Readonly<Record<number, number>> } {
  const both = new Float64Array(256);
  const inTruth = new Float64Array(256);
  const inPrediction = new Float64Array(256);
  let total = 0;
  truth.forEach((value, at) => {
    if (value === 0) return;
    const numero = merges[value] ?? value;
    const answer = predicted[at]!;
    total++;
    inTruth[numero]!++;
    inPrediction[answer]!++;
    if (numero === answer) both[numero]!++;
  });
  const byClass: Record<number, number> = {};
  for (let numero = 1; numero < 256; numero++)
    if (inTruth[numero]! >= LEAST_SHARE * total)
      byClass[numero] = both[numero]! / (inTruth[numero]! + inPrediction[numero]! - both[numero]!);
  const values = Object.values(byClass);
  return { mean: values.reduce((sum, iou) => sum + iou, 0) / values.length, byClass };
}
