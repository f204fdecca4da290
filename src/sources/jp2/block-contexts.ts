/*
 * What the entropy coder knows around a sample, as bits. One 32-bit word holds a column of four samples (a stripe's
 * height), so that a column of which nothing is known yet, the most frequent case, is told by one comparison with 0:
 *
 * - bits 0–17: significance of 6 rows × 3 columns around it (bit 3 · row + column; rows 1–4 and column 1 are its own);
 * - bits 18–23: signs of the 6 rows of its own column (1 = negative);
 * - bits 24–27: which of its samples have been refined; bits 28–31: which have been visited in this bit-plane.
 *
 * After a shift by 3 × a sample's row, the low 9 bits are the 3 × 3 window around it.
 */
const bit = (window: number, at: number) => (window >> at) & 1;

/** Table D.1: significance contexts by a 3 × 3 window, for the bands LL and LH, HL, HH. */
function significanceContext(window: number, orientation: number): number {
  const across = bit(window, 3) + bit(window, 5);
  const down = bit(window, 1) + bit(window, 7);
  const diagonal = bit(window, 0) + bit(window, 2) + bit(window, 6) + bit(window, 8);
  if (orientation === 3) {
    const straight = Math.min(2, across + down);
    if (diagonal >= 3) return 8;
    if (diagonal === 2) return straight >= 1 ? 7 : 6;
    return diagonal === 1 ? 3 + straight : straight;
  }
  const [first, second] = orientation === 1 ? [down, across] : [across, down];
  if (first === 2) return 8;
  if (first === 1) return second >= 1 ? 7 : diagonal >= 1 ? 6 : 5;
  return second > 0 ? 2 + second : Math.min(2, diagonal);
}

/** By orientation (0 LL, 1 HL, 2 LH, 3 HH), then by the 9 bits of the window (the sample's own does not count). */
export const significanceContexts: readonly Uint8Array[] = [0, 1, 2, 3].map((orientation) =>
  Uint8Array.from({ length: 512 }, (_, window) => significanceContext(window, orientation)),
);

/**
 * Tables D.2 and D.3: sign context, + 32 where the decoded bit is to be inverted. By the window's bits 1, 3, 5, 7 (north,
 * west, east, south are significant), the bit below each the neighbour's sign.
 */
export const signContexts = Uint8Array.from({ length: 256 }, (_, window) => {
  const sign = (at: number) => bit(window, at) * (1 - 2 * bit(window, at - 1));
  const limited = (sum: number) => Math.max(-1, Math.min(1, sum));
  const across = limited(sign(3) + sign(5));
  const down = limited(sign(1) + sign(7));
  const inverted = across < 0 || (across === 0 && down < 0);
  const context = across === 0 ? 9 + Math.abs(down) : 12 + across * down;
  return context + (inverted ? 32 : 0);
});
