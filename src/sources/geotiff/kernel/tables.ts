import { COUNTS, SORTED, STARTS } from "./memory";

// Decoding tables of prefix codes (RFC 1951, 3.2.2). The code's next bits, first bit lowest, are the index of an entry:
//
//   bits 0–7    bits to take in all: the code and its extra bits
//   bits 8–11   those of the code alone
//   bit 12      it is a literal
//   bit 14      with bit 15: the code is longer than the table's index, and goes on in a subtable
//   bit 15      neither a literal nor a length or distance
//   bits 16–31  the literal; a length's or distance's base; a subtable's first entry; 0 for the end of the block, 1 for a
//               code that means nothing

export const LITERAL: u64 = 0x1000;
export const SUBTABLE: u64 = 0x4000;
export const EXCEPTION: u64 = 0x8000;
export const END_OF_BLOCK: u32 = 0x8000;
export const INVALID: u32 = 0x1_8000;
/** of all codes, in bits */
const LONGEST: i32 = 15;

/**
 * Builds the table of a code from the lengths (a byte each, at most 15) and the meanings (entries without a code's
 * length) of its symbols. False for lengths that are no prefix code. As in zlib, every code is complete, but that, where
 * it is `lenient`, there may be none or a single one of one bit: the rest of its entries are INVALID.
 */
export function build(lengths: usize, symbols: i32, meanings: usize, table: usize, tableBits: i32, lenient: bool): bool {
  memory.fill(COUNTS, 0, 32);
  for (let symbol = 0; symbol < symbols; symbol++) {
    const count = COUNTS + (<usize>load<u8>(lengths + symbol) << 1);
    store<u16>(count, load<u16>(count) + 1);
  }
  let free = 1;
  let start = 0;
  let longest = 0;
  for (let length = 1; length <= LONGEST; length++) {
    const count: i32 = load<u16>(COUNTS + (<usize>length << 1));
    store<u16>(STARTS + (<usize>length << 1), start);
    start += count;
    if (count > 0) longest = length;
    free = (free << 1) - count;
    if (free < 0) return false;
  }
  if (free > 0) {
    if (!lenient || longest > 1) return false;
    for (let entry = 0; entry < 1 << tableBits; entry++) store<u32>(table + (<usize>entry << 2), INVALID);
  }
  for (let symbol = 0; symbol < symbols; symbol++) {
    const length: usize = load<u8>(lengths + symbol);
    if (length == 0) continue;
    const place: usize = load<u16>(STARTS + (length << 1));
    store<u16>(STARTS + (length << 1), place + 1);
    store<u16>(SORTED + (place << 1), symbol);
  }
  fill(meanings, table, tableBits, longest, free > 0);
  return true;
}

/**
 * Codes come in order: those of one length follow each other, bit-reversed. While the table is short its entries are
 * written once each, and it doubles when codes get a bit longer.
 */
function fill(meanings: usize, table: usize, tableBits: i32, longest: i32, incomplete: bool): void {
  let code = 0;
  let at = SORTED;
  let subtable: usize = 1 << tableBits;
  let prefix = -1;
  const mask = (1 << tableBits) - 1;
  for (let length = 1; length <= longest; length++) {
    if (length > 1 && length <= tableBits) memory.copy(table + (2 << length), table, 2 << length);
    for (let left: i32 = load<u16>(COUNTS + (<usize>length << 1)); left > 0; left--, at += 2) {
      const meaning = load<u32>(meanings + (<usize>load<u16>(at) << 2));
      if (length <= tableBits) {
        store<u32>(table + (<usize>code << 2), entryOf(meaning, length));
      } else {
        if ((code & mask) != prefix) {
          if (prefix >= 0) subtable += 1 << (LONGEST - tableBits);
          prefix = code & mask;
          store<u32>(table + (<usize>prefix << 2), <u32>((subtable << 16) | 0xc000 | tableBits));
        }
        const entry = entryOf(meaning, length - tableBits);
        for (let index = code >> tableBits; index < 1 << (LONGEST - tableBits); index += 1 << (length - tableBits)) {
          store<u32>(table + ((subtable + index) << 2), entry);
        }
      }
      // The next code: one more, from the highest bit down. After the last one, all ones, there is none.
      const zeros = code ^ ((1 << length) - 1);
      if (zeros == 0) break;
      const bit = 1 << (31 - clz(zeros));
      code = (code & (bit - 1)) | bit;
    }
  }
  if (incomplete) {
    // A single code, 0, or none: all even entries are its, which the doubling below would spread over the odd ones.
    if (longest == 1) {
      const entry = load<u32>(table);
      for (let index = 2; index <= mask; index += 2) store<u32>(table + (<usize>index << 2), entry);
    }
    return;
  }
  for (let length = longest; length < tableBits; length++) memory.copy(table + (4 << length), table, 4 << length);
}

// @ts-ignore: decorator
@inline
function entryOf(meaning: u32, length: i32): u32 {
  return meaning + (<u32>length << 8) + length;
}
