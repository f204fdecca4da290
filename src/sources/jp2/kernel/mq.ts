import { CONTEXTS, TRANSITIONS } from "./memory";

// The MQ arithmetic decoder (ISO/IEC 15444-1 annex C), with the registers arranged so that the usual step (the more
// probable symbol, no renormalisation) is one subtraction and one comparison: `slack` is how far both the interval and
// the code may shrink before anything else must happen; `interval` and `code` are kept less that much. They hold the
// standard's A and C without the low 8 bits of C, which are always 0.

const HALF: i32 = 0x8000 << 8;

let interval: i32 = 0;
let code: i32 = 0;
let slack: i32 = 0;
let shifts: i32 = 0;
let at: usize = 0;

/** INITDEC. The segment at `from` must be followed by two bytes of 0xFF. */
export function startMq(from: usize): void {
  at = from;
  code = <i32>load<u8>(from) << 8;
  byteIn();
  code <<= 7;
  shifts -= 7;
  interval = HALF;
  share();
}

/** The next symbol, 0 or 1, in a context. */
// @ts-ignore: decorator
@inline
export function decode(index: i32): i32 {
  const context = CONTEXTS + (<usize>index << 3);
  const left = slack - load<i32>(context);
  slack = left;
  return left >= 0 ? <i32>load<u8>(context, 4) : exchange(context);
}

function exchange(context: usize): i32 {
  const less = load<i32>(context);
  let symbol: i32 = load<u8>(context, 4);
  let transition = TRANSITIONS + (<usize>load<u8>(context, 5) << 4);
  let a = interval + slack;
  let c = code + slack;
  if (c < 0) {
    // the lower sub-interval; the symbols are exchanged when it is the larger one
    c += less;
    if (a >= less) {
      symbol ^= 1;
      transition += 8;
    }
    a = less;
  } else if (a >= HALF) {
    interval = a;
    code = c;
    share();
    return symbol;
  } else if (a < less) {
    symbol ^= 1;
    transition += 8;
  }
  store<u64>(context, load<u64>(transition));

  let by = <i32>clz(a) - 8;
  a <<= by;
  while (by > shifts) {
    code = c << shifts;
    by -= shifts;
    byteIn();
    c = code;
  }
  c <<= by;
  shifts -= by;
  const both = min(a - HALF, c);
  slack = both;
  interval = a - both;
  code = c - both;
  return symbol;
}

// @ts-ignore: decorator
@inline
function share(): void {
  const both = min(interval - HALF, code);
  slack = both;
  interval -= both;
  code -= both;
}

/** BYTEIN: past the segment's end, ones without end. */
function byteIn(): void {
  const next: i32 = load<u8>(at, 1);
  if (load<u8>(at) != 0xff) {
    at++;
    code += next;
    shifts = 8;
  } else if (next > 0x8f) {
    code += 0xff;
    shifts = 8;
  } else {
    at++;
    code += next << 1;
    shifts = 7;
  }
}
