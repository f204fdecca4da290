// Bits stored as they are, most significant first; after a byte of 0xFF the next one holds seven (ISO/IEC 15444-1 D.6).

let at: usize = 0;
let end: usize = 0;
let byte: i32 = 0;
let left: i32 = 0;

export function startRaw(from: usize, to: usize): void {
  at = from;
  end = to;
  byte = 0;
  left = 0;
}

/** The next bit; past the end, 0. */
export function rawBit(): i32 {
  if (left == 0) {
    left = byte == 0xff ? 7 : 8;
    byte = at < end ? <i32>load<u8>(at) : 0;
    at++;
  }
  left--;
  return (byte >> left) & 1;
}
