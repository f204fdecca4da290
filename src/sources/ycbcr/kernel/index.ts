// Inner loop that makes RGB of a JPEG's own planes, in AssemblyScript: `npm run kernel` compiles it into ../kernel.wasm.ts.

/** Where the host's memory begins. */
export const HEAP: usize = 1024;
/** Bytes that are read or written past the end of a row, a plane or the pixels. */
export const SLACK: usize = 32;

/**
 * Rows `row` to `end` of an image as interleaved RGB, by the same integers as libjpeg: its "fancy" upsampling (jdsample.c),
 * a sample of colour weighing three times as much as the next one, and its conversion (jdcolor.c). `luma` and `to` lie
 * where row `row` begins, `cb` and `cr` where row 0 of the colours would; their rows are `width` and `colourWidth` long.
 * `scratch` is 3 × `width` + 4 × SLACK bytes.
 */
export function toRgb(
  luma: usize,
  cb: usize,
  cr: usize,
  width: i32,
  colourWidth: i32,
  colourRows: i32,
  halvedDown: bool,
  row: i32,
  end: i32,
  scratch: usize,
  to: usize,
): void {
  const blues = scratch;
  const reds = blues + <usize>width + SLACK;
  const sums = reds + <usize>width + SLACK;
  for (; row < end; row++, luma += <usize>width, to += 3 * <usize>width) {
    const near = halvedDown ? row >> 1 : row;
    const far = halvedDown ? max(0, min(colourRows - 1, row & 1 ? near + 1 : near - 1)) : near;
    if (colourWidth == width) {
      convert(luma, cb + <usize>(near * width), cr + <usize>(near * width), width, to);
      continue;
    }
    spread(cb + <usize>(near * colourWidth), cb + <usize>(far * colourWidth), colourWidth, sums, blues, halvedDown);
    spread(cr + <usize>(near * colourWidth), cr + <usize>(far * colourWidth), colourWidth, sums, reds, halvedDown);
    convert(luma, blues, reds, width, to);
  }
}

/** A row of colour twice as wide: of 16 parts, 9 are the nearest sample's and 1 the farthest's of the four around. */
function spread(near: usize, far: usize, width: i32, sums: usize, to: usize, halvedDown: bool): void {
  // Rounding alternates, and the other way round where only rows are halved.
  const before = i16x8.splat(halvedDown ? 8 : 4);
  const after = i16x8.splat(halvedDown ? 7 : 8);
  const three = i16x8.splat(3);
  const first = sums + 2;
  const last = first + 2 * <usize>width;
  for (let at = first; at < last; at += 16, near += 8, far += 8) {
    v128.store(at, i16x8.add(i16x8.mul(v128.load_ext<u8>(near), three), v128.load_ext<u8>(far)));
  }
  store<i16>(sums, load<i16>(first));
  store<i16>(last, load<i16>(last - 2));
  for (let at = first; at < last; at += 16, to += 16) {
    const own = i16x8.mul(v128.load(at), three);
    const left = i16x8.shr_u(i16x8.add(i16x8.add(own, v128.load(at - 2)), before), 4);
    const right = i16x8.shr_u(i16x8.add(i16x8.add(own, v128.load(at + 2)), after), 4);
    v128.store(to, v128.or(left, i16x8.shl(right, 8)));
  }
}

/** libjpeg's factors × 2¹⁶, less the whole numbers that make them fit in 16 bits: 1.402, −0.34414, −0.71414 and 1.772. */
const CR_TO_RED: i32 = 91881 - 65536;
const CB_TO_GREEN: i32 = -22554;
const CR_TO_GREEN: i32 = 65536 - 46802;
const CB_TO_BLUE: i32 = 116130 - 131072;

/** A row of pixels, 8 at a time. */
function convert(luma: usize, cb: usize, cr: usize, width: i32, to: usize): void {
  const middle = i16x8.splat(128);
  for (const end = luma + <usize>width; luma < end; luma += 8, cb += 8, cr += 8, to += 24) {
    const y = v128.load_ext<u8>(luma);
    const blueness = i16x8.sub(v128.load_ext<u8>(cb), middle);
    const redness = i16x8.sub(v128.load_ext<u8>(cr), middle);
    const low = i16x8.shuffle(blueness, redness, 0, 8, 1, 9, 2, 10, 3, 11);
    const high = i16x8.shuffle(blueness, redness, 4, 12, 5, 13, 6, 14, 7, 15);
    const red = i16x8.add(i16x8.add(y, redness), weighted(low, high, 0, CR_TO_RED));
    const green = i16x8.add(i16x8.sub(y, redness), weighted(low, high, CB_TO_GREEN, CR_TO_GREEN));
    const blue = i16x8.add(i16x8.add(y, i16x8.shl(blueness, 1)), weighted(low, high, CB_TO_BLUE, 0));
    const redsAndGreens = i8x16.narrow_i16x8_u(red, green);
    const blues = i8x16.narrow_i16x8_u(blue, blue);
    v128.store(to, i8x16.shuffle(redsAndGreens, blues, 0, 8, 16, 1, 9, 17, 2, 10, 18, 3, 11, 19, 4, 12, 20, 5));
    const rest = i8x16.shuffle(redsAndGreens, blues, 13, 21, 6, 14, 22, 7, 15, 23, 0, 0, 0, 0, 0, 0, 0, 0);
    v128.store64_lane(to + 16, rest, 0);
  }
}

/** Pairs of Cb and Cr, weighted, summed and rounded. */
// @ts-ignore: decorator
@inline
function weighted(low: v128, high: v128, cb: i32, cr: i32): v128 {
  const weights = i32x4.splat((cr << 16) | (cb & 0xffff));
  const half = i32x4.splat(1 << 15);
  return i16x8.narrow_i32x4_s(
    i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(low, weights), half), 16),
    i32x4.shr_s(i32x4.add(i32x4.dot_i16x8_s(high, weights), half), 16),
  );
}
