const CLEAR = 256;
const END = 257;
const MAX_BITS = 12;

/** The bytes 0–255 stand before the output, so that single bytes are copied like any other string. */
const BYTES = Uint8Array.from({ length: CLEAR }, (_, byte) => byte);
/** Most strings are shorter: these are copied without a look at the length. */
const UNROLLED = 4;

// Where each code's string lies in the output already written, and its length. Kept from strip to strip (decoding does
// not wait): a strip is often one row, and clearing 32 KB for it would cost as much as decoding it.
const starts = new Uint32Array(1 << MAX_BITS);
const lengths = new Uint32Array(1 << MAX_BITS);
starts.set(BYTES);
lengths.fill(1, 0, CLEAR);

/**
 * TIFF's LZW, at most `size` bytes of it: most significant bit first, code width grown one code early. Files from
 * before TIFF 6 have neither; their first code (clear, 256) then looks like 00 .1. A table entry is a place in the
 * output already written instead of a chain of characters, so that decoding is copying (geotiff.js builds lists of
 * numbers). Throws on a code that no encoder writes.
 */
export function decodeLzw(input: Uint8Array, size: number): Uint8Array {
  const old = input[0] === 0 && ((input[1] ?? 0) & 1) === 1;
  const early = old ? 0 : 1;
  const out = new Uint8Array(CLEAR + size + UNROLLED);
  out.set(BYTES);
  const end = CLEAR + size;
  let next = END + 1;
  let bits = 9;
  let grows = (1 << bits) - early;
  let held = 0;
  let heldBits = 0;
  let at = 0;
  let filled = CLEAR;
  let previousStart = -1;
  let previousLength = 0;

  while (filled < end) {
    while (heldBits < bits && at < input.length) {
      const byte = input[at++] as number;
      // Bits above `heldBits` are used up: what overflows is theirs.
      held = old ? held | (byte << heldBits) : (held << 8) | byte;
      heldBits += 8;
    }
    if (heldBits < bits) break;
    heldBits -= bits;
    const mask = (1 << bits) - 1;
    const code = (old ? held : held >>> heldBits) & mask;
    if (old) held >>>= bits;

    if (code === END) break;
    if (code === CLEAR) {
      next = END + 1;
      bits = 9;
      grows = (1 << bits) - early;
      previousStart = -1;
      continue;
    }
    if (previousStart >= 0 && next < 1 << MAX_BITS) {
      // The last string plus the character after it: that character is the first one of this code's string.
      starts[next] = previousStart;
      lengths[next] = previousLength + 1;
      next++;
    }
    if (code >= next) throw new Error(`LZW code ${code} before its definition`);
    const from = starts[code] as number;
    const length = lengths[code] as number;
    // Byte by byte: the newest entry overlaps what it writes. What is written too far is written again.
    out[filled] = out[from] as number;
    out[filled + 1] = out[from + 1] as number;
    out[filled + 2] = out[from + 2] as number;
    out[filled + 3] = out[from + 3] as number;
    const stop = Math.min(length, end - filled);
    for (let index = UNROLLED; index < stop; index++) out[filled + index] = out[from + index] as number;
    previousStart = filled;
    previousLength = length;
    filled += length;
    if (next >= grows && bits < MAX_BITS) {
      bits++;
      grows = (1 << bits) - early;
    }
  }
  return out.subarray(CLEAR, Math.min(filled, end));
}
