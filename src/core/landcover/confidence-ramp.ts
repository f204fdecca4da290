type Rgb = readonly [red: number, green: number, blue: number];

/** Unsure to sure, told by lightness first so that it holds in greyscale and for colour-blind eyes. */
export const confidenceRamp: readonly Rgb[] = [
  [120, 28, 20],
  [217, 95, 14],
  [254, 217, 142],
  [255, 255, 229],
];

/** @param confidence 0–1 */
export function rampColour(confidence: number): Rgb {
  const at = confidence * (confidenceRamp.length - 1);
  const from = confidenceRamp[Math.floor(at)]!;
  const to = confidenceRamp[Math.min(confidenceRamp.length - 1, Math.floor(at) + 1)]!;
  const part = at - Math.floor(at);
  const between = (channel: 0 | 1 | 2) => Math.round(from[channel] * (1 - part) + to[channel] * part);
  return [between(0), between(1), between(2)];
}
