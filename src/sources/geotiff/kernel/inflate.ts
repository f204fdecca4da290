import { adler32 } from "./adler";
import {
  DISTANCE_MEANINGS,
  DISTANCE_TABLE,
  LENGTHS,
  LITERAL_MEANINGS,
  LITERAL_TABLE,
  PRECODE_LENGTHS,
  PRECODE_MEANINGS,
  PRECODE_TABLE,
} from "./memory";
import { build, END_OF_BLOCK, EXCEPTION, INVALID, LITERAL, SUBTABLE } from "./tables";

// Inflate (RFC 1951) of a stream that is whole in memory into a buffer that is. As in libdeflate, bits are taken from a
// 64-bit word that is filled again without a branch, and nothing is checked but once a round of the loop: the host leaves
// room behind both the input and the output for what one round may read and write too much.

/** bytes of zeros that must follow the input, and of anything after the output */
export const INPUT_SLACK: i32 = 32;
export const OUTPUT_SLACK: i32 = 320;
/** what `inflate` answers of a damaged stream */
export const DAMAGED: u32 = 0xffff_ffff;

const LITERAL_BITS: i32 = 11;
const DISTANCE_BITS: i32 = 9;
const PRECODE_BITS: i32 = 7;

// Reading is ahead of the bits taken by those in `bits`: the low 6 bits of `held` say how many, and its others are of no
// importance. Above them `bits` has some of those that come next, or zeros: reading them again changes nothing.
let at: usize = 0;
let end: usize = 0;
let bits: u64 = 0;
let held: u64 = 0;
let to: usize = 0;
let start: usize = 0;
let limit: usize = 0;

/** What symbols mean, said once. */
export function prepare(): void {
  for (let symbol = 0; symbol < 19; symbol++) store<u32>(PRECODE_MEANINGS + (<usize>symbol << 2), symbol << 16);
  for (let symbol = 0; symbol < 256; symbol++) {
    store<u32>(LITERAL_MEANINGS + (<usize>symbol << 2), (symbol << 16) | 0x1000);
  }
  store<u32>(LITERAL_MEANINGS + (256 << 2), END_OF_BLOCK);
  let base = 3;
  for (let symbol = 257; symbol < 285; symbol++) {
    const extra = symbol < 265 ? 0 : (symbol - 261) >> 2;
    store<u32>(LITERAL_MEANINGS + (<usize>symbol << 2), (base << 16) | extra);
    base += 1 << extra;
  }
  store<u32>(LITERAL_MEANINGS + (285 << 2), 258 << 16);
  store<u32>(LITERAL_MEANINGS + (286 << 2), INVALID);
  store<u32>(LITERAL_MEANINGS + (287 << 2), INVALID);
  base = 1;
  for (let symbol = 0; symbol < 30; symbol++) {
    const extra = symbol < 4 ? 0 : (symbol - 2) >> 1;
    store<u32>(DISTANCE_MEANINGS + (<usize>symbol << 2), (base << 16) | extra);
    base += 1 << extra;
  }
  store<u32>(DISTANCE_MEANINGS + (30 << 2), INVALID);
  store<u32>(DISTANCE_MEANINGS + (31 << 2), INVALID);
}

/**
 * A zlib stream (RFC 1950) of `length` bytes at `from`, to at most `size` bytes at `out`. Gives how many there are, or
 * DAMAGED for what zlib refuses. A stream that goes on beyond `size` bytes is left there, its checksum unseen.
 */
export function inflate(from: usize, length: u32, out: usize, size: u32): u32 {
  at = from + 2;
  end = from + length;
  bits = 0;
  held = 0;
  to = out;
  start = out;
  limit = out + size;
  const method = load<u8>(from);
  const flags = load<u8>(from, 1);
  if (length < 2 || (method & 15) != 8 || method >> 4 > 7 || ((<i32>method << 8) | flags) % 31 != 0) return DAMAGED;
  if ((flags & 0x20) != 0) return DAMAGED;
  for (let last = false; !last && to <= limit; ) {
    if (at > end + 8) return DAMAGED;
    refill();
    last = <bool>(bits & 1);
    const kind = <i32>(bits >> 1) & 3;
    take(3);
    if (!(kind == 0 ? copyStored() : kind == 1 ? fixedTables() : kind == 2 && dynamicTables())) return DAMAGED;
    if (kind != 0 && !decodeBlock()) return DAMAGED;
  }
  const consumed = at - (<usize>(held & 63) >> 3);
  if (consumed > end) return DAMAGED;
  if (to > limit) return size;
  if (consumed + 4 > end || bswap(load<u32>(consumed)) != adler32(out, to - out)) return DAMAGED;
  return <u32>(to - out);
}

// @ts-ignore: decorator
@inline
function refill(): void {
  bits |= load<u64>(at) << held;
  at += 7 - (<usize>(held >> 3) & 7);
  held |= 56;
}

// @ts-ignore: decorator
@inline
function take(count: u64): void {
  bits >>= count;
  held -= count;
}

/** A block of bytes as they are; what is more than the output holds is left. */
function copyStored(): bool {
  const from = at - (<usize>(held & 63) >> 3);
  if (from + 4 > end) return false;
  const length: usize = load<u16>(from);
  if ((length ^ 0xffff) != load<u16>(from, 2) || from + 4 + length > end) return false;
  const room = limit - to;
  memory.copy(to, from + 4, min(length, room));
  // Beyond the limit is enough to say that there is more.
  to += min(length, room + 1);
  at = from + 4 + length;
  bits = 0;
  held = 0;
  return true;
}

function fixedTables(): bool {
  memory.fill(LENGTHS, 8, 144);
  memory.fill(LENGTHS + 144, 9, 112);
  memory.fill(LENGTHS + 256, 7, 24);
  memory.fill(LENGTHS + 280, 8, 8);
  memory.fill(LENGTHS + 288, 5, 32);
  return tables(288, 32);
}

/** RFC 1951, 3.2.7 */
function dynamicTables(): bool {
  const literals = 257 + (<i32>bits & 31);
  const distances = 1 + (<i32>(bits >> 5) & 31);
  const precodes = 4 + (<i32>(bits >> 10) & 15);
  take(14);
  if (literals > 286 || distances > 30) return false;
  memory.fill(PRECODE_LENGTHS, 0, 19);
  for (let index = 0; index < precodes; index++) {
    // 39 bits were left; 16 codes take 48
    refill();
    // 16 17 18 0 8 7 9 6 10 5 11 4 12 3 13 2 14 1 15
    const symbol = index < 3 ? 16 + index : index == 3 ? 0 : (index & 1) != 0 ? 8 - ((index - 3) >> 1) : 6 + (index >> 1);
    store<u8>(PRECODE_LENGTHS + symbol, <u8>bits & 7);
    take(3);
  }
  if (!build(PRECODE_LENGTHS, 19, PRECODE_MEANINGS, PRECODE_TABLE, PRECODE_BITS, false)) return false;
  const all = literals + distances;
  let index = 0;
  while (index < all) {
    if (at > end + 8) return false;
    refill();
    const entry = load<u32>(PRECODE_TABLE + ((<usize>bits & 127) << 2));
    take(entry & 0xff);
    const symbol = entry >> 16;
    if (symbol < 16) {
      store<u8>(LENGTHS + index, symbol);
      index++;
      continue;
    }
    if (symbol == 16 && index == 0) return false;
    const length: u8 = symbol == 16 ? load<u8>(LENGTHS + index - 1) : 0;
    const extra = symbol == 16 ? 2 : symbol == 17 ? 3 : 7;
    const times = (symbol == 18 ? 11 : 3) + (<i32>bits & ((1 << extra) - 1));
    take(extra);
    memory.fill(LENGTHS + index, length, times);
    index += times;
  }
  // A run may not go too far, and a block without an end has none.
  return index == all && load<u8>(LENGTHS, 256) != 0 && tables(literals, distances);
}

function tables(literals: i32, distances: i32): bool {
  if (!build(LENGTHS, literals, LITERAL_MEANINGS, LITERAL_TABLE, LITERAL_BITS, true)) return false;
  return build(LENGTHS + literals, distances, DISTANCE_MEANINGS, DISTANCE_TABLE, DISTANCE_BITS, true);
}

// @ts-ignore: decorator
@inline
function literalEntry(word: u64): u64 {
  return <u64>load<u32>((<usize>word & ((1 << LITERAL_BITS) - 1)) << 2, LITERAL_TABLE);
}

// @ts-ignore: decorator
@inline
function subtableEntry(table: usize, tableBits: i32, entry: u64, word: u64): u64 {
  const place = <usize>(entry >> 16) + (<usize>word & ((1 << (15 - tableBits)) - 1));
  return <u64>load<u32>(table + (place << 2));
}

/** The value of a length's or distance's entry, its extra bits being in `word`. */
// @ts-ignore: decorator
@inline
function valueOf(entry: u64, word: u64): usize {
  // Shifts look at six bits: more than the code's length and the extra bits' number there is none.
  return <usize>(entry >> 16) + <usize>((word & ((<u64>1 << entry) - 1)) >> (entry >> 8));
}

/**
 * The symbols of one block, until it or the output's room ends.
 *
 * `entry` is looked up as soon as its bits are there, before the match in front of it is copied, and each way through the
 * loop ends with a check of its own: one for all of them is slower by a sixth.
 */
function decodeBlock(): bool {
  const furthest = end + 8;
  const first = start;
  const last = limit;
  let next = at;
  let word = bits;
  let left = held;
  let out = to;
  word |= load<u64>(next) << left;
  next += 7 - (<usize>(left >> 3) & 7);
  left |= 56;
  let entry = literalEntry(word);
  while (true) {
    // Of 56 bits two literals take 22, which leaves the 20 that a length may take.
    if ((entry & LITERAL) != 0) {
      word >>= entry;
      left -= entry;
      store<u8>(out, <u8>(entry >> 16));
      out++;
      entry = literalEntry(word);
      if ((entry & LITERAL) != 0) {
        word >>= entry;
        left -= entry;
        store<u8>(out, <u8>(entry >> 16));
        out++;
        entry = literalEntry(word);
        if ((entry & LITERAL) != 0) {
          word >>= entry;
          left -= entry;
          store<u8>(out, <u8>(entry >> 16));
          out++;
          word |= load<u64>(next) << left;
          next += 7 - (<usize>(left >> 3) & 7);
          left |= 56;
          entry = literalEntry(word);
          if (next > furthest) return false;
          if (out > last) break;
          continue;
        }
      }
    }
    if ((entry & EXCEPTION) != 0) {
      if ((entry & SUBTABLE) != 0) {
        word >>= entry;
        left -= entry;
        entry = subtableEntry(LITERAL_TABLE, LITERAL_BITS, entry, word);
        if ((entry & LITERAL) != 0) {
          word >>= entry;
          left -= entry;
          store<u8>(out, <u8>(entry >> 16));
          out++;
          word |= load<u64>(next) << left;
          next += 7 - (<usize>(left >> 3) & 7);
          left |= 56;
          entry = literalEntry(word);
          if (next > furthest) return false;
          if (out > last) break;
          continue;
        }
      }
      if ((entry & EXCEPTION) != 0) {
        at = next;
        bits = word >> entry;
        held = left - entry;
        to = out;
        return entry >> 16 == 0;
      }
    }
    const length = valueOf(entry, word);
    word >>= entry;
    left -= entry;
    if ((left & 63) < 28) {
      word |= load<u64>(next) << left;
      next += 7 - (<usize>(left >> 3) & 7);
      left |= 56;
    }
    entry = <u64>load<u32>((<usize>word & ((1 << DISTANCE_BITS) - 1)) << 2, DISTANCE_TABLE);
    if ((entry & EXCEPTION) != 0) {
      if ((entry & SUBTABLE) == 0) return false;
      word >>= entry;
      left -= entry;
      entry = subtableEntry(DISTANCE_TABLE, DISTANCE_BITS, entry, word);
      if ((entry & EXCEPTION) != 0) return false;
    }
    const distance = valueOf(entry, word);
    word >>= entry;
    left -= entry;
    if (distance > out - first) return false;
    word |= load<u64>(next) << left;
    next += 7 - (<usize>(left >> 3) & 7);
    left |= 56;
    entry = literalEntry(word);
    copyMatch(out, distance, length);
    out += length;
    if (next > furthest) return false;
    if (out > last) break;
  }
  at = next;
  bits = word;
  held = left;
  to = out;
  return true;
}

/** May write 15 bytes too many. */
// @ts-ignore: decorator
@inline
function copyMatch(out: usize, distance: usize, length: usize): void {
  let from = out - distance;
  const stop = out + length;
  if (distance >= 16) {
    do {
      v128.store(out, v128.load(from));
      from += 16;
      out += 16;
    } while (out < stop);
  } else if (distance == 1) {
    const same = i8x16.splat(load<i8>(from));
    do {
      v128.store(out, same);
      out += 16;
    } while (out < stop);
  } else {
    // Of each word the first `distance` bytes are right, and the next one is written over the others.
    const step = min(distance, 8);
    do {
      store<u64>(out, load<u64>(from));
      from += step;
      out += step;
    } while (out < stop);
  }
}
