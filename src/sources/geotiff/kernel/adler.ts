/** A sum of 8-bit values × 16 stays within 32 bits over so many, and so does the sum of the sums. */
const RUN: usize = 5536;
const MODULUS: u32 = 65521;

/** Adler-32 (RFC 1950, 8.2) of `length` bytes. */
export function adler32(at: usize, length: usize): u32 {
  let low: u32 = 1;
  let high: u32 = 0;
  const end = at + length;
  while (end - at >= 16) {
    const run = min(end - at, RUN) & ~15;
    let sums = i32x4.splat(0);
    let sumsBefore = i32x4.splat(0);
    let weighted = i32x4.splat(0);
    for (const stop = at + run; at < stop; at += 16) {
      const bytes = v128.load(at);
      sumsBefore = i32x4.add(sumsBefore, sums);
      sums = i32x4.add(sums, i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(bytes)));
      const first = i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_u(bytes), i16x8(16, 15, 14, 13, 12, 11, 10, 9));
      const second = i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_u(bytes), i16x8(8, 7, 6, 5, 4, 3, 2, 1));
      weighted = i32x4.add(weighted, i32x4.add(first, second));
    }
    high = (high + <u32>run * low + 16 * total(sumsBefore) + total(weighted)) % MODULUS;
    low = (low + total(sums)) % MODULUS;
  }
  for (; at < end; at++) {
    low += load<u8>(at);
    high += low;
  }
  return ((high % MODULUS) << 16) | low % MODULUS;
}

function total(lanes: v128): u32 {
  return (
    i32x4.extract_lane(lanes, 0) + i32x4.extract_lane(lanes, 1) + i32x4.extract_lane(lanes, 2) + i32x4.extract_lane(lanes, 3)
  );
}
