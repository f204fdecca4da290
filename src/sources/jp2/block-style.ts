/** Code-block style flags (table A.19). */
export const STYLE = { bypass: 1, resetContexts: 2, terminateAll: 4, verticallyCausal: 8, segmentSymbols: 32 } as const;
/** what annex D knows; 0x40 is high-throughput JPEG 2000 (part 15), another coder */
export const KNOWN_STYLES = 0x3f;

/** Passes coded before raw ones begin, with `bypass` (table D.9): the first four bit-planes. */
const PASSES_BEFORE_BYPASS = 10;
const NEVER = 1 << 16;

/** Coding passes from `pass` (0 is a code-block's first) to where its codeword ends, tables D.8 and D.9. */
export function passesInSegment(style: number, pass: number): number {
  if ((style & STYLE.terminateAll) !== 0) return 1;
  if ((style & STYLE.bypass) === 0) return NEVER;
  if (pass < PASSES_BEFORE_BYPASS) return PASSES_BEFORE_BYPASS - pass;
  const inPlane = (pass - PASSES_BEFORE_BYPASS) % 3;
  return inPlane < 2 ? 2 - inPlane : 1;
}

/** True where a pass's bits are stored as they are, not arithmetic-coded. Every third pass, a cleanup, never is. */
export function isRaw(style: number, pass: number): boolean {
  return (style & STYLE.bypass) !== 0 && pass >= PASSES_BEFORE_BYPASS && pass % 3 !== 0;
}
