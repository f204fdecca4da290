import { SHUFFLES } from "./memory";

/**
 * Undoes horizontal differencing (TIFF 6.0, section 14) of `rows` rows of `rowBytes` bytes in place: each sample was
 * stored as the difference from the same sample of the pixel to its left, modulo its size. 16 bytes after the last row
 * must exist.
 */
export function undoHorizontal(data: usize, rows: i32, rowBytes: usize, pixelBytes: usize, sampleBytes: i32): void {
  if (sampleBytes == 1) undo<i8>(data, rows, rowBytes, pixelBytes);
  else if (sampleBytes == 2) undo<i16>(data, rows, rowBytes, pixelBytes);
  else if (sampleBytes == 4) undo<i32>(data, rows, rowBytes, pixelBytes);
  else undo<i64>(data, rows, rowBytes, pixelBytes);
}

function undo<T>(data: usize, rows: i32, rowBytes: usize, pixelBytes: usize): void {
  const several = pixelBytes < 16;
  if (several) writeShuffles(pixelBytes);
  for (let row = 0; row < rows; row++, data += rowBytes) {
    const end = data + rowBytes;
    let at = several ? undoWithinVectors<T>(data, end, pixelBytes) : data;
    if (at == data) at += pixelBytes;
    if (!several) {
      for (; at + 16 <= end; at += 16) v128.store(at, v128.add<T>(v128.load(at), v128.load(at - pixelBytes)));
    }
    for (; at < end; at += sizeof<T>()) store<T>(at, load<T>(at) + load<T>(at - pixelBytes));
  }
}

/**
 * As many whole pixels at a time as 16 bytes hold: added to themselves one pixel further, then two, four and eight, then
 * to the last pixel of those before. Gives where it stopped.
 */
function undoWithinVectors<T>(at: usize, end: usize, pixelBytes: usize): usize {
  const step = <usize>16 - (<usize>16 % pixelBytes);
  const byOne = v128.load(SHUFFLES);
  const byTwo = v128.load(SHUFFLES, 16);
  const byFour = v128.load(SHUFFLES, 32);
  const byEight = v128.load(SHUFFLES, 48);
  const lastPixel = v128.load(SHUFFLES, 64);
  let before = i8x16.splat(0);
  let next = v128.load(at);
  while (at + step <= end) {
    let sums = next;
    // Read before the bytes after the last whole pixel are overwritten.
    next = v128.load(at + step);
    sums = v128.add<T>(sums, i8x16.swizzle(sums, byOne));
    sums = v128.add<T>(sums, i8x16.swizzle(sums, byTwo));
    sums = v128.add<T>(sums, i8x16.swizzle(sums, byFour));
    sums = v128.add<T>(sums, i8x16.swizzle(sums, byEight));
    sums = v128.add<T>(sums, before);
    before = i8x16.swizzle(sums, lastPixel);
    v128.store(at, sums);
    at += step;
  }
  v128.store(at, next);
  return at;
}

/** Which byte goes where; one that comes from nowhere is 0. */
function writeShuffles(pixelBytes: usize): void {
  const step = <usize>16 - (<usize>16 % pixelBytes);
  for (let place: usize = 0; place < 16; place++) {
    for (let pixels: usize = 0; pixels < 4; pixels++) {
      const shift = pixelBytes << pixels;
      store<u8>(SHUFFLES + 16 * pixels + place, place >= shift ? <u8>(place - shift) : 0xff);
    }
    store<u8>(SHUFFLES + 64 + place, <u8>(step - pixelBytes + (place % pixelBytes)));
  }
}
