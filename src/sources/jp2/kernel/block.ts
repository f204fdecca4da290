import { SAMPLES, SIGN_CONTEXTS, SIGNIFICANCE_CONTEXTS, WORDS } from "./memory";
import { decode } from "./mq";
import { rawBit } from "./raw";

// The coding passes of a code-block (EBCOT tier 1, ISO/IEC 15444-1 annex D). A word holds what is known around a column
// of four samples: its layout is in block-contexts.ts.

const SIGNIFICANCE: i32 = 0x3ffff;
const OWN_SIGNIFICANCE: i32 = 0x2490;
const SELF: i32 = 0x10;
const NEIGHBOURS: i32 = 0x1ef;
const SIGN_SHIFT: i32 = 18;
const REFINED_SHIFT: i32 = 24;
const VISITED_SHIFT: i32 = 28;
const VISITED: i32 = 0xf << VISITED_SHIFT;
const FIRST_REFINEMENT_CONTEXT: i32 = 14;
const RUN_LENGTH_CONTEXT: i32 = 17;
const UNIFORM_CONTEXT: i32 = 18;

let width: i32 = 0;
let height: i32 = 0;
/** bytes from one stripe's words to the next */
let pitch: usize = 0;
let causal: bool = false;
let contexts: usize = 0;

export function startBlock(columns: i32, rows: i32, orientation: i32, isCausal: bool): void {
  width = columns;
  height = rows;
  pitch = <usize>(columns + 2) << 2;
  causal = isCausal;
  contexts = SIGNIFICANCE_CONTEXTS + (<usize>orientation << 9);
  memory.fill(WORDS, 0, pitch * <usize>(((rows + 3) >> 2) + 2));
  memory.fill(SAMPLES, 0, <usize>(columns * rows) << 2);
}

/** Significance propagation (D.3.1): samples that have a significant neighbour and are not significant themselves. */
export function propagate(plane: i32, raw: bool): void {
  const value = (3 << plane) >> 1;
  let stripe = WORDS + pitch + 4;
  for (let row = 0; row < height; row += 4, stripe += pitch) {
    const rows = min(4, height - row);
    let sample = SAMPLES + (<usize>(row * width) << 2);
    for (let at = stripe, end = stripe + (<usize>width << 2); at < end; at += 4, sample += 4) {
      let word = load<i32>(at);
      if ((word & SIGNIFICANCE) == 0) continue;
      word = propagateOne(at, word, 0, sample, value, raw);
      if (rows > 1) word = propagateOne(at, word, 1, sample, value, raw);
      if (rows > 2) word = propagateOne(at, word, 2, sample, value, raw);
      if (rows > 3) word = propagateOne(at, word, 3, sample, value, raw);
      store<i32>(at, word);
    }
  }
}

// @ts-ignore: decorator
@inline
function propagateOne(at: usize, word: i32, row: i32, sample: usize, value: i32, raw: bool): i32 {
  const around = word >> (3 * row);
  if ((around & SELF) != 0 || (around & NEIGHBOURS) == 0) return word;
  if (raw ? rawBit() : decode(load<u8>(contexts + <usize>(around & 0x1ff)))) {
    word = becomeSignificant(at, word, row, sample, value, raw ? rawBit() : signOf(at, word, row));
  }
  return word | (1 << (VISITED_SHIFT + row));
}

/** Magnitude refinement (D.3.3): one more bit of the samples significant since an earlier plane. */
export function refine(plane: i32, raw: bool): void {
  const half = (1 << plane) >> 1;
  let stripe = WORDS + pitch + 4;
  for (let row = 0; row < height; row += 4, stripe += pitch) {
    const rows = min(4, height - row);
    let sample = SAMPLES + (<usize>(row * width) << 2);
    for (let at = stripe, end = stripe + (<usize>width << 2); at < end; at += 4, sample += 4) {
      let word = load<i32>(at);
      if ((word & OWN_SIGNIFICANCE) == 0) continue;
      word = refineOne(word, 0, sample, half, raw);
      if (rows > 1) word = refineOne(word, 1, sample, half, raw);
      if (rows > 2) word = refineOne(word, 2, sample, half, raw);
      if (rows > 3) word = refineOne(word, 3, sample, half, raw);
      store<i32>(at, word);
    }
  }
}

// @ts-ignore: decorator
@inline
function refineOne(word: i32, row: i32, sample: usize, half: i32, raw: bool): i32 {
  const around = word >> (3 * row);
  if ((around & SELF) == 0 || ((word >> (VISITED_SHIFT + row)) & 1) != 0) return word;
  const refined = ((word >> (REFINED_SHIFT + row)) & 1) != 0;
  const context = FIRST_REFINEMENT_CONTEXT + (refined ? 2 : i32((around & NEIGHBOURS) != 0));
  const change = (raw ? rawBit() : decode(context)) ? half : -half;
  const place = sample + (<usize>(row * width) << 2);
  const old = load<i32>(place);
  store<i32>(place, old < 0 ? old - change : old + change);
  return word | (1 << (REFINED_SHIFT + row));
}

/** Cleanup (D.3.4): all that the other passes left; a column of which nothing is known starts with a run of zeros. */
export function cleanup(plane: i32): void {
  const value = (3 << plane) >> 1;
  let stripe = WORDS + pitch + 4;
  for (let row = 0; row < height; row += 4, stripe += pitch) {
    const rows = min(4, height - row);
    let sample = SAMPLES + (<usize>(row * width) << 2);
    for (let at = stripe, end = stripe + (<usize>width << 2); at < end; at += 4, sample += 4) {
      let word = load<i32>(at);
      let first = 0;
      if (word == 0 && rows == 4) {
        if (!decode(RUN_LENGTH_CONTEXT)) continue;
        first = decode(UNIFORM_CONTEXT) << 1;
        first |= decode(UNIFORM_CONTEXT);
        word = becomeSignificant(at, word, first, sample, value, signOf(at, word, first));
        first++;
      }
      if (first < 1) word = cleanupOne(at, word, 0, sample, value);
      if (first < 2 && rows > 1) word = cleanupOne(at, word, 1, sample, value);
      if (first < 3 && rows > 2) word = cleanupOne(at, word, 2, sample, value);
      if (first < 4 && rows > 3) word = cleanupOne(at, word, 3, sample, value);
      store<i32>(at, word & ~VISITED);
    }
  }
}

// @ts-ignore: decorator
@inline
function cleanupOne(at: usize, word: i32, row: i32, sample: usize, value: i32): i32 {
  const around = word >> (3 * row);
  if ((around & SELF) != 0 || ((word >> (VISITED_SHIFT + row)) & 1) != 0) return word;
  if (!decode(load<u8>(contexts + <usize>(around & 0x1ff)))) return word;
  return becomeSignificant(at, word, row, sample, value, signOf(at, word, row));
}

/** Sign of a sample (D.3.2), 1 when negative. */
function signOf(at: usize, word: i32, row: i32): i32 {
  const own = SIGN_SHIFT + row + 1;
  const window =
    ((word >> (3 * row)) & 0xaa) |
    ((word >> (own - 1)) & 1) |
    (((load<i32>(at - 4) >> own) & 1) << 2) |
    (((load<i32>(at + 4) >> own) & 1) << 4) |
    (((word >> (own + 1)) & 1) << 6);
  const context: i32 = load<u8>(SIGN_CONTEXTS + <usize>window);
  return decode(context & 31) ^ (context >> 5);
}

/** Sets the sample and tells all neighbours; the sample's own word, changed, is returned and not stored. */
function becomeSignificant(at: usize, word: i32, row: i32, sample: usize, value: i32, negative: i32): i32 {
  store<i32>(sample + (<usize>(row * width) << 2), negative ? -value : value);
  const shift = 3 * (row + 1);
  store<i32>(at - 4, load<i32>(at - 4) | (4 << shift));
  store<i32>(at + 4, load<i32>(at + 4) | (1 << shift));
  if (row == 0 && !causal) {
    const north = at - pitch;
    store<i32>(north - 4, load<i32>(north - 4) | (4 << 15));
    store<i32>(north, load<i32>(north) | (2 << 15) | (negative << (SIGN_SHIFT + 5)));
    store<i32>(north + 4, load<i32>(north + 4) | (1 << 15));
  } else if (row == 3) {
    const south = at + pitch;
    store<i32>(south - 4, load<i32>(south - 4) | 4);
    store<i32>(south, load<i32>(south) | 2 | (negative << SIGN_SHIFT));
    store<i32>(south + 4, load<i32>(south + 4) | 1);
  }
  return word | (2 << shift) | (negative << (SIGN_SHIFT + 1 + row));
}
