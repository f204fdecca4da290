/** Samples at an artificial border that are wrong after one level, there being no real neighbours: one a lifting step. */
export const MARGIN_5_3 = 2;
export const MARGIN_9_7 = 4;

/** Table F.4 */
const K = 1.230174104914001;

/**
 * The scaling by K and 1/K of the 9/7 filter (ISO/IEC 15444-1 F.3.8.2), which the kernel leaves out, for a band that goes
 * through `levels` of synthesis, the first as `orientation`, then as LL: one factor instead of two passes a level.
 */
export function bandScale(orientation: number, levels: number): number {
  if (levels === 0) return 1;
  const first = orientation === 0 ? K * K : orientation === 3 ? 1 / (K * K) : 1;
  return first * K ** (2 * (levels - 1));
}
