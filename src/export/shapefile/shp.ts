import type { Bounds } from "../../core/geo/bounds.ts";
import type { CancelSignal } from "../../core/ports/cancel.ts";
import { boundsOfPolygon } from "../../core/vector/coverage.ts";
import { inBatches } from "../batches.ts";
import { ByteBatch } from "../byte-batch.ts";
import type { Layer } from "../layers.ts";
import type { LayerMeasure } from "./measure.ts";

/** ESRI Shapefile Technical Description, July 1998: main file and index file. Lengths count 16-bit words. */

type Put = (bytes: Uint8Array) => Promise<void>;

const HEADER_BYTES = 100;
const RECORD_HEADER_BYTES = 8;
const POLYGON = 5;

export function shpBytes({ shapeBytes }: Pick<LayerMeasure, "shapeBytes">): number {
  return shapeBytes.reduce((sum, bytes) => sum + RECORD_HEADER_BYTES + bytes, HEADER_BYTES);
}

export async function shpFile(
  layer: Layer,
  measure: LayerMeasure,
  put: Put,
  onProgress: (done: number) => void,
  signal?: CancelSignal,
): Promise<void> {
  await put(header(measure, shpBytes(measure)));
  const batch = new ByteBatch();
  const add = (index: number): void => {
    const size = measure.shapeBytes[index]!;
    const at = batch.take(RECORD_HEADER_BYTES + size);
    batch.view.setInt32(at, index + 1);
    batch.view.setInt32(at + 4, size / 2);
    setPolygon(batch.view, at + RECORD_HEADER_BYTES, layer.polygon(index));
  };
  await inBatches(layer.count, add, onProgress, signal, () => batch.flush({ write: put }));
}

/** Outer rings clockwise and holes counter-clockwise: the other way round than everywhere else. */
function setPolygon(view: DataView, start: number, polygon: readonly Float64Array[]): void {
  view.setInt32(start, POLYGON, true);
  setBounds(view, start + 4, boundsOfPolygon(polygon));
  view.setInt32(start + 36, polygon.length, true);
  view.setInt32(
    start + 40,
    polygon.reduce((sum, ring) => sum + ring.length / 2, 0),
    true,
  );
  let part = start + 44;
  const points = part + 4 * polygon.length;
  let at = points;
  for (const ring of polygon) {
    view.setInt32(part, (at - points) / 16, true);
    part += 4;
    for (let from = ring.length - 2; from >= 0; from -= 2) {
      view.setFloat64(at, ring[from]!, true);
      view.setFloat64(at + 8, ring[from + 1]!, true);
      at += 16;
    }
  }
}

export function shxBytes({ shapeBytes }: Pick<LayerMeasure, "shapeBytes">): number {
  return HEADER_BYTES + RECORD_HEADER_BYTES * shapeBytes.length;
}

export async function shxFile(measure: LayerMeasure, put: Put): Promise<void> {
  const { shapeBytes } = measure;
  const records = new DataView(new ArrayBuffer(shxBytes(measure) - HEADER_BYTES));
  let at = HEADER_BYTES;
  shapeBytes.forEach((bytes, index) => {
    records.setInt32(8 * index, at / 2);
    records.setInt32(8 * index + 4, bytes / 2);
    at += RECORD_HEADER_BYTES + bytes;
  });
  await put(header(measure, shxBytes(measure)));
  await put(new Uint8Array(records.buffer));
}

function header({ extent }: LayerMeasure, fileBytes: number): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, 9994);
  view.setInt32(24, fileBytes / 2);
  view.setInt32(28, 1000, true);
  view.setInt32(32, POLYGON, true);
  setBounds(view, 36, extent);
  return bytes;
}

function setBounds(view: DataView, at: number, bounds: Bounds): void {
  for (const [side, bound] of bounds.entries()) view.setFloat64(at + 8 * side, bound, true);
}
