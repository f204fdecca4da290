/**
 * Stripes over pixels of low confidence. They are counted along the picture's own diagonals from its first pixel on, so
 * that they join from tile to tile; a dark and a light line side by side show on every class colour.
 */
const PERIOD = 8;

/** What a stripe has at a place: 0 no line, the colour stays; 1 its dark line; 2 its light one. */
export function stripeAt(column: number, row: number): 0 | 1 | 2 {
  const across = (((column + row) % PERIOD) + PERIOD) % PERIOD;
  return across === 0 ? 1 : across === 1 ? 2 : 0;
}

/**
 * Whether a pixel is striped under a threshold of 0–1. A confidence of 0 is none at all: a model without any, or a person
 * who has corrected the class; neither is unsure.
 */
export function isUnsure(confidence: number, below: number): boolean {
  return confidence > 0 && confidence < 255 * below;
}
