/**
 * Colours of lines over the photograph and the classes, which are none of theirs; dark enough beside their light edge, and
 * far apart to colour-blind eyes (Okabe & Ito's, darkened).
 */
const COLOURS = ["#8b1a8b", "#0050a0", "#b03a00", "#006450", "#1a1a1a", "#a01040"] as const;

/** @param place in the order layers came */
export function overlayColour(place: number): string {
  return COLOURS[place % COLOURS.length]!;
}
