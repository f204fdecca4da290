// What goes into the planes of a window before the wavelet transform, and comes out of them after.

/**
 * `height` rows of `width` coefficients, `pitch` of them from one row to the next, to places `step` bytes apart in rows of
 * `toPitch` bytes. Coefficients come doubled (2 bytes each, or 4) and leave as f32, × `scale`; or, with `scale` 0, as i32,
 * halved towards 0 as OpenJPEG does.
 */
export function spreadBlock(
  from: usize,
  size: usize,
  pitch: usize,
  to: usize,
  step: usize,
  toPitch: usize,
  width: i32,
  height: i32,
  scale: f32,
): void {
  for (let row = 0; row < height; row++, from += pitch * size, to += toPitch) {
    let at = from;
    let place = to;
    for (const end = from + <usize>width * size; at < end; at += size, place += step) {
      const value = size == 2 ? <i32>load<i16>(at) : load<i32>(at);
      if (scale != 0) store<f32>(place, <f32>value * scale);
      else store<i32>(place, (value + (value >>> 31)) >> 1);
    }
  }
}

/** `height` rows of `width` samples of 4 bytes, each twice as far from its neighbours as before. */
export function spreadLow(from: usize, pitch: usize, to: usize, toPitch: usize, width: i32, height: i32): void {
  for (let row = 0; row < height; row++, from += pitch, to += 2 * toPitch) {
    let place = to;
    for (let at = from, end = from + (<usize>width << 2); at < end; at += 4, place += 8) {
      store<i32>(place, load<i32>(at));
    }
  }
}

/** The inverse irreversible colour transform of `bytes` bytes of three planes, a multiple of 16, in place (G-12 to G-14). */
export function untransform97(y: usize, cb: usize, cr: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const luminance = v128.load(y + at);
    const blueness = v128.load(cb + at);
    const redness = v128.load(cr + at);
    const green = f32x4.sub(luminance, f32x4.mul(f32x4.splat(0.344136), blueness));
    v128.store(y + at, f32x4.add(luminance, f32x4.mul(f32x4.splat(1.402), redness)));
    v128.store(cb + at, f32x4.sub(green, f32x4.mul(f32x4.splat(0.714136), redness)));
    v128.store(cr + at, f32x4.add(luminance, f32x4.mul(f32x4.splat(1.772), blueness)));
  }
}

/** The inverse reversible colour transform, likewise (G-6 to G-8). */
export function untransform53(y: usize, u: usize, v: usize, bytes: usize): void {
  for (let at: usize = 0; at < bytes; at += 16) {
    const blueness = v128.load(u + at);
    const redness = v128.load(v + at);
    const green = i32x4.sub(v128.load(y + at), i32x4.shr_s(i32x4.add(blueness, redness), 2));
    v128.store(y + at, i32x4.add(redness, green));
    v128.store(u + at, green);
    v128.store(v + at, i32x4.add(blueness, green));
  }
}

/**
 * `height` rows of `width` samples (f32, or i32 when `reversible`), `pitch` bytes apart, to bytes `step` apart: the level
 * shift, rounding and clamping to 0…`most` (G.1.2). 8 at a time: up to 7 too many are read and written after each row.
 */
export function toBytes(
  from: usize,
  pitch: usize,
  width: i32,
  height: i32,
  to: usize,
  step: usize,
  shift: i32,
  most: i32,
  reversible: bool,
): void {
  const shifts = i16x8.splat(<i16>shift);
  const mosts = i16x8.splat(<i16>most);
  for (let row = 0; row < height; row++, from += pitch, to += step * <usize>width) {
    let place = to;
    for (let at = from, end = from + (<usize>width << 2); at < end; at += 32) {
      let low = v128.load(at);
      let high = v128.load(at, 16);
      if (!reversible) {
        low = i32x4.trunc_sat_f32x4_s(f32x4.nearest(low));
        high = i32x4.trunc_sat_f32x4_s(f32x4.nearest(high));
      }
      const shifted = i16x8.min_s(i16x8.add_sat_s(i16x8.narrow_i32x4_s(low, high), shifts), mosts);
      const bytes = i8x16.narrow_i16x8_u(shifted, shifted);
      v128.store8_lane(place, bytes, 0);
      v128.store8_lane((place += step), bytes, 1);
      v128.store8_lane((place += step), bytes, 2);
      v128.store8_lane((place += step), bytes, 3);
      v128.store8_lane((place += step), bytes, 4);
      v128.store8_lane((place += step), bytes, 5);
      v128.store8_lane((place += step), bytes, 6);
      v128.store8_lane((place += step), bytes, 7);
      place += step;
    }
  }
}
