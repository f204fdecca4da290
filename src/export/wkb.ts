/** Well-known binary of a polygon or a point (OGC 06-103r4, §8.2), little-endian. */

const HEADER_BYTES = 1 + 4 + 4;
const POINT = 1;
const POLYGON = 3;

export const WKB_POINT_BYTES = 1 + 4 + 2 * 8;

/** Writes `WKB_POINT_BYTES` bytes from `at` on. */
export function setWkbPoint(view: DataView, at: number, [x, y]: readonly [x: number, y: number]): void {
  view.setUint8(at, 1);
  view.setUint32(at + 1, POINT, true);
  view.setFloat64(at + 5, x, true);
  view.setFloat64(at + 13, y, true);
}

export function wkbBytes(polygon: readonly Float64Array[]): number {
  let bytes = HEADER_BYTES;
  for (const ring of polygon) bytes += 4 + ring.byteLength;
  return bytes;
}

/**
 * Writes `wkbBytes(polygon)` bytes from `at` on.
 * @param polygon rings, closed, of x, y pairs
 */
export function setWkb(view: DataView, at: number, polygon: readonly Float64Array[]): void {
  view.setUint8(at, 1);
  view.setUint32(at + 1, POLYGON, true);
  view.setUint32(at + 5, polygon.length, true);
  let to = at + HEADER_BYTES;
  for (const ring of polygon) {
    view.setUint32(to, ring.length / 2, true);
    to += 4;
    for (let index = 0; index < ring.length; index++) {
      view.setFloat64(to, ring[index]!, true);
      to += 8;
    }
  }
}

/** @param polygon rings, closed, of x, y pairs */
export function wkbOf(polygon: readonly Float64Array[]): Uint8Array {
  const bytes = new Uint8Array(wkbBytes(polygon));
  setWkb(new DataView(bytes.buffer), 0, polygon);
  return bytes;
}
