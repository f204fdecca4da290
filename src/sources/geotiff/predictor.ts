/**
 * Undoes horizontal differencing (predictor 2) in place: each sample was stored as the difference from the same sample
 * of the pixel to its left, modulo its size. `data` holds whole rows of `width` × `samples`, integers whatever the
 * samples are.
 */
export function undoHorizontal(data: Uint8Array | Uint16Array | Uint32Array, width: number, samples: number): void {
  const rowLength = width * samples;
  for (let row = 0; row + rowLength <= data.length; row += rowLength) {
    for (let sample = 0; sample < samples; sample++) {
      // The sum is kept out of the array: reading back what was just written costs three times as much. Wrapped to 32
      // bits, it is right modulo any smaller size.
      let sum = 0;
      for (let at = row + sample; at < row + rowLength; at += samples) {
        sum = (sum + (data[at] as number)) | 0;
        data[at] = sum;
      }
    }
  }
}

/** The same for samples of 64 bits. */
export function undoHorizontalWide(data: BigUint64Array, width: number, samples: number): void {
  const rowLength = width * samples;
  for (let row = 0; row + rowLength <= data.length; row += rowLength) {
    const end = row + rowLength;
    for (let at = row + samples; at < end; at++) {
      data[at] = (data[at] as bigint) + (data[at - samples] as bigint);
    }
  }
}

/**
 * Undoes floating-point prediction (predictor 3, Adobe Photoshop TIFF Technical Note 3): the bytes of a row's values
 * lie most significant first, all first bytes, then all second ones, as horizontal differences. Gives little-endian
 * values, whatever the file's byte order.
 */
export function undoFloatingPoint(data: Uint8Array, width: number, samples: number, valueBytes: number): Uint8Array {
  const values = width * samples;
  const rowBytes = values * valueBytes;
  const out = new Uint8Array(data.length);
  for (let row = 0; row + rowBytes <= data.length; row += rowBytes) {
    for (let at = row + samples; at < row + rowBytes; at++) {
      data[at] = (data[at] as number) + (data[at - samples] as number);
    }
    for (let value = 0; value < values; value++) {
      for (let byte = 0; byte < valueBytes; byte++) {
        out[row + value * valueBytes + byte] = data[row + (valueBytes - 1 - byte) * values + value] as number;
      }
    }
  }
  return out;
}
