import { LINE } from "./memory";

// Inverse wavelet transforms of one level (ISO/IEC 15444-1 annex F.3): the samples of the four bands lie interleaved,
// low-pass ones on even coordinates. Rows first, then columns, as the standard has it (the order matters where the 5/3
// filter rounds). The scaling by K and 1/K of the 9/7 filter is the host's: a factor of each band.
//
// A signal is mirrored past its ends, so that the filters know no border, and all lifting steps go along it together,
// each a sample behind the one before: one walk through memory instead of four. What comes out of the first six and the
// last four of the mirrored samples is wrong, and not looked at.

/** Mirrored samples before a signal, one more where it begins on an odd coordinate; and after it. */
export const BEFORE: i32 = 6;
export const AFTER: i32 = 5;

/** Table F.4 */
const ALPHA: f32 = -1.586134342059924;
const BETA: f32 = -0.052980118572961;
const GAMMA: f32 = 0.882911075530934;
const DELTA: f32 = 0.443506852043971;
const K: f32 = 1.230174104914001;

/**
 * `height` rows of `width` samples (f32, or i32 when `reversible`), `pitch` bytes apart (a multiple of 16), in place. They
 * begin BEFORE + `oddY` rows after `data`, and AFTER rows follow them. Neither size is 0.
 */
export function synthesise(
  data: usize,
  pitch: usize,
  width: i32,
  height: i32,
  oddX: i32,
  oddY: i32,
  reversible: bool,
): void {
  const top = BEFORE + oddY;
  const left = BEFORE + oddX;
  const first = data + <usize>top * pitch;
  if (width == 1) undoAlone(first, pitch, 1, height, oddX, reversible);
  if (height == 1) undoAlone(first, pitch, width, 1, oddY, reversible);
  if (width > 1) {
    const bytes = <usize>width << 2;
    for (let row = 0, at = first; row < height; row++, at += pitch) {
      memory.copy(LINE + (<usize>left << 2), at, bytes);
      mirror(LINE, 4, left, width);
      if (reversible) liftLine53(left + width + AFTER);
      else liftLine97(left + width + AFTER);
      memory.copy(at, LINE + (<usize>left << 2), bytes);
    }
  }
  if (height > 1) {
    mirror(data, pitch, top, height);
    if (reversible) liftColumns53(data, pitch, top + height + AFTER);
    else liftColumns97(data, pitch, top + height + AFTER);
  }
}

/** Copies items of `size` bytes, `count` of them from `start` on, to before and after them as in a mirror. */
function mirror(data: usize, size: usize, start: i32, count: i32): void {
  const period = 2 * (count - 1);
  for (let item = 0; item < start + count + AFTER; item++) {
    if (item == start) item += count;
    const within = (item - start + 8 * period) % period;
    const source = start + (within < count ? within : period - within);
    const to = data + <usize>item * size;
    const from = data + <usize>source * size;
    // A copy in bulk is a call out of WebAssembly.
    if (size == 4) store<i32>(to, load<i32>(from));
    else memory.copy(to, from, size);
  }
}

/** A signal of one sample is itself, or on an odd coordinate half of itself (F.3.6); K is taken back. */
function undoAlone(first: usize, pitch: usize, width: i32, height: i32, odd: i32, reversible: bool): void {
  const scale: f32 = odd ? K / 2 : 1 / K;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const at = first + <usize>row * pitch + (<usize>column << 2);
      if (!reversible) store<f32>(at, load<f32>(at) * scale);
      else if (odd) store<i32>(at, load<i32>(at) >> 1);
    }
  }
}

/** `length` samples at LINE, 9/7 filter. */
function liftLine97(length: i32): void {
  let raw = load<f32>(LINE, 4);
  let low1 = load<f32>(LINE);
  let high1: f32 = 0;
  let low2: f32 = 0;
  for (let at = LINE + 8, end = LINE + ((<usize>length - 1) << 2); at < end; at += 8) {
    const nextRaw = load<f32>(at, 4);
    const nextLow1 = load<f32>(at) - DELTA * (raw + nextRaw);
    const nextHigh1 = raw - GAMMA * (low1 + nextLow1);
    const nextLow2 = low1 - BETA * (high1 + nextHigh1);
    store<f32>(at - 8, nextLow2);
    if (at > LINE + 8) store<f32>(at - 12, high1 - ALPHA * (low2 + nextLow2));
    raw = nextRaw;
    low1 = nextLow1;
    high1 = nextHigh1;
    low2 = nextLow2;
  }
}

/** The columns of `rows` rows of `pitch` bytes (a multiple of 16) at `data`, 9/7 filter, four at a time. */
function liftColumns97(data: usize, pitch: usize, rows: i32): void {
  const alpha = f32x4.splat(ALPHA);
  const beta = f32x4.splat(BETA);
  const gamma = f32x4.splat(GAMMA);
  const delta = f32x4.splat(DELTA);
  for (let row = 4; row + 1 < rows; row += 2) {
    let at = data + <usize>row * pitch;
    for (const end = at + pitch; at < end; at += 16) {
      const raw = v128.load(at - pitch);
      const low1 = v128.load(at - 2 * pitch);
      const high1 = v128.load(at - 3 * pitch);
      const low2 = v128.load(at - 4 * pitch);
      const nextLow1 = f32x4.sub(v128.load(at), f32x4.mul(delta, f32x4.add(raw, v128.load(at + pitch))));
      const nextHigh1 = f32x4.sub(raw, f32x4.mul(gamma, f32x4.add(low1, nextLow1)));
      const nextLow2 = f32x4.sub(low1, f32x4.mul(beta, f32x4.add(high1, nextHigh1)));
      v128.store(at, nextLow1);
      v128.store(at - pitch, nextHigh1);
      v128.store(at - 2 * pitch, nextLow2);
      v128.store(at - 3 * pitch, f32x4.sub(high1, f32x4.mul(alpha, f32x4.add(low2, nextLow2))));
    }
  }
}

/** `length` samples at LINE, 5/3 filter. */
function liftLine53(length: i32): void {
  let raw = load<i32>(LINE, 4);
  let low1 = load<i32>(LINE);
  for (let at = LINE + 8, end = LINE + ((<usize>length - 1) << 2); at < end; at += 8) {
    const nextRaw = load<i32>(at, 4);
    const nextLow1 = load<i32>(at) - ((raw + nextRaw + 2) >> 2);
    store<i32>(at - 4, raw + ((low1 + nextLow1) >> 1));
    store<i32>(at, nextLow1);
    raw = nextRaw;
    low1 = nextLow1;
  }
}

/** The columns of `rows` rows of `pitch` bytes (a multiple of 16) at `data`, 5/3 filter, four at a time. */
function liftColumns53(data: usize, pitch: usize, rows: i32): void {
  const two = i32x4.splat(2);
  for (let row = 2; row + 1 < rows; row += 2) {
    let at = data + <usize>row * pitch;
    for (const end = at + pitch; at < end; at += 16) {
      const raw = v128.load(at - pitch);
      const around = i32x4.add(i32x4.add(raw, v128.load(at + pitch)), two);
      const nextLow1 = i32x4.sub(v128.load(at), i32x4.shr_s(around, 2));
      const sides = i32x4.add(v128.load(at - 2 * pitch), nextLow1);
      v128.store(at - pitch, i32x4.add(raw, i32x4.shr_s(sides, 1)));
      v128.store(at, nextLow1);
    }
  }
}
