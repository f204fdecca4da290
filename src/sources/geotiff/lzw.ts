const CLEAR = 256;
const END = 257;
const MAX_BITS = 12;

/**
 * TIFF's LZW, at most `size` bytes of it: most significant bit first, code width grown one code early. Files from
 * before TIFF 6 have neither; their first code (clear, 256) then looks like 00 .1. A table entry is a place in the
 * output already written instead of a chain of characters, so that decoding is copying (geotiff.js builds lists of
 * numbers). Throws on a code that no encoder writes.
 */
export function decodeLzw(input: Uint8Array, size: number): Uint8Array {
  const out = new Uint8Array(size);
  const starts = new Uint32Array(1 << MAX_BITS);
  const lengths = new Uint32Array(1 << MAX_BITS);
  let next = END + 1;
  let bits = 9;
  let held = 0;
  let heldBits = 0;
  let at = 0;
  let filled = 0;
  let previousStart = -1;
  let previousLength = 0;
  const old = input[0] === 0 && ((input[1] ?? 0) & 1) === 1;
  const early = old ? 0 : 1;

  while (filled < size) {
    while (heldBits < bits && at < input.length) {
      const byte = input[at++] as number;
      held = old ? held | (byte << heldBits) : (held << 8) | byte;
      heldBits += 8;
    }
    if (heldBits < bits) break;
    heldBits -= bits;
    const code = old ? held & ((1 << bits) - 1) : held >>> heldBits;
    held = old ? held >>> bits : held & ((1 << heldBits) - 1);

    if (code === END) break;
    if (code === CLEAR) {
      next = END + 1;
      bits = 9;
      previousStart = -1;
      continue;
    }
    if (previousStart >= 0 && next < 1 << MAX_BITS) {
      // The last string plus the character after it: that character is the first one of this code's string.
      starts[next] = previousStart;
      lengths[next] = previousLength + 1;
      next++;
    }
    const start = filled;
    let length = 1;
    if (code < CLEAR) {
      out[filled] = code;
    } else {
      if (code >= next) throw new Error(`LZW code ${code} before its definition`);
      const from = starts[code] as number;
      length = Math.min(lengths[code] as number, size - filled);
      // Byte by byte: the newest entry overlaps what it writes.
      for (let index = 0; index < length; index++) out[filled + index] = out[from + index] as number;
    }
    filled += length;
    previousStart = start;
    previousLength = length;
    if (next >= (1 << bits) - early && bits < MAX_BITS) bits++;
  }
  return out.subarray(0, filled);
}
