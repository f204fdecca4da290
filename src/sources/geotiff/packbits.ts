/** PackBits (TIFF 6.0, section 9), at most `size` bytes of it. */
export function decodePackBits(input: Uint8Array, size: number): Uint8Array {
  const out = new Uint8Array(size);
  let at = 0;
  let filled = 0;
  while (at < input.length && filled < size) {
    const header = input[at++] as number;
    if (header < 128) {
      const run = input.subarray(at, at + Math.min(header + 1, size - filled));
      out.set(run, filled);
      filled += run.length;
      at += header + 1;
    } else if (header > 128) {
      const length = Math.min(257 - header, size - filled);
      out.fill(input[at++] ?? 0, filled, filled + length);
      filled += length;
    }
  }
  return out.subarray(0, filled);
}
