import type { Bounds } from "../core/geo/bounds.ts";

const HEADER_BYTES = 8 + 4 * 8;

/** GeoPackage geometry (§2.1.3): "GP", version 0, flags "little-endian, envelope of x and y", then WKB. */
export function geometryBlob(
  polygon: readonly Float64Array[],
  [minX, minY, maxX, maxY]: Bounds,
  srsId: number,
): Uint8Array {
  const size = polygon.reduce((sum, ring) => sum + 4 + ring.byteLength, HEADER_BYTES + 1 + 4 + 4);
  const blob = new Uint8Array(size);
  const view = new DataView(blob.buffer);
  blob.set([0x47, 0x50, 0, 0b0011]);
  view.setInt32(4, srsId, true);
  for (const [index, value] of [minX, maxX, minY, maxY].entries()) view.setFloat64(8 + 8 * index, value, true);
  let at = HEADER_BYTES;
  view.setUint8(at, 1);
  view.setUint32(at + 1, 3, true);
  view.setUint32(at + 5, polygon.length, true);
  at += 9;
  for (const ring of polygon) {
    view.setUint32(at, ring.length / 2, true);
    // Doubles as they lie in memory: little-endian wherever WebAssembly runs.
    blob.set(new Uint8Array(ring.buffer, ring.byteOffset, ring.byteLength), at + 4);
    at += 4 + ring.byteLength;
  }
  return blob;
}
