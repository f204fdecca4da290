/**
 * Undoes horizontal differencing (predictor 2) in place: each 8-bit sample was stored as the difference from the same
 * sample of the pixel to its left. `data` holds whole rows of `width` × `samples` bytes.
 */
export function undoHorizontal(data: Uint8Array, width: number, samples: number): void {
  const rowBytes = width * samples;
  for (let row = 0; row + rowBytes <= data.length; row += rowBytes) {
    const end = row + rowBytes;
    for (let at = row + samples; at < end; at++) {
      data[at] = (data[at] as number) + (data[at - samples] as number);
    }
  }
}
