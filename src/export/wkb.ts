/** Well-known binary of a polygon (OGC 06-103r4, §8.2), little-endian. */

const HEADER_BYTES = 1 + 4 + 4;
const POLYGON = 3;

function wkbBytes(polygon: readonly Float64Array[]): number {
  return polygon.reduce((sum, ring) => sum + 4 + ring.byteLength, HEADER_BYTES);
}

/** @param rings closed, of x, y pairs */
export function wkbOf(polygon: readonly Float64Array[]): Uint8Array {
  const bytes = new Uint8Array(wkbBytes(polygon));
  const view = new DataView(bytes.buffer);
  view.setUint8(0, 1);
  view.setUint32(1, POLYGON, true);
  view.setUint32(5, polygon.length, true);
  let at = HEADER_BYTES;
  for (const ring of polygon) {
    view.setUint32(at, ring.length / 2, true);
    // Doubles as they lie in memory: little-endian wherever WebAssembly runs.
    bytes.set(new Uint8Array(ring.buffer, ring.byteOffset, ring.byteLength), at + 4);
    at += 4 + ring.byteLength;
  }
  return bytes;
}
