import type { Point } from "../core/geo/affine.ts";
import type { Bounds } from "../core/geo/bounds.ts";
import { setWkb, setWkbPoint, WKB_POINT_BYTES, wkbBytes } from "./wkb.ts";

const HEADER_BYTES = 8 + 4 * 8;

/** Used again for each geometry: one of its own would have to be made and thrown away half a million times. */
let blob = new Uint8Array(64 << 10);
let view = new DataView(blob.buffer);

/**
 * GeoPackage geometry (§2.1.3): "GP", version 0, flags "little-endian, envelope of x and y", then WKB. Good until the
 * next call.
 */
export function geometryBlob(polygon: readonly Float64Array[], bounds: Bounds, srsId: number): Uint8Array {
  const begun = begin(wkbBytes(polygon), bounds, srsId);
  setWkb(view, HEADER_BYTES, polygon);
  return begun;
}

/** The same of a point. */
export function pointBlob([x, y]: Point, srsId: number): Uint8Array {
  const begun = begin(WKB_POINT_BYTES, [x, y, x, y], srsId);
  setWkbPoint(view, HEADER_BYTES, [x, y]);
  return begun;
}

/** A blob with its header, and room for the shape behind it. */
function begin(shapeBytes: number, [minX, minY, maxX, maxY]: Bounds, srsId: number): Uint8Array {
  const size = HEADER_BYTES + shapeBytes;
  if (size > blob.length) {
    blob = new Uint8Array(2 * size);
    view = new DataView(blob.buffer);
  }
  view.setUint32(0, 0x47_50_00_03);
  view.setInt32(4, srsId, true);
  view.setFloat64(8, minX, true);
  view.setFloat64(16, maxX, true);
  view.setFloat64(24, minY, true);
  view.setFloat64(32, maxY, true);
  return blob.subarray(0, size);
}
