import type { Bounds } from "../core/geo/bounds.ts";
import { hilbertOrder } from "../core/geo/hilbert.ts";
import type { CancelSignal } from "../core/ports/cancel.ts";
import { boundsOfPolygon } from "../core/vector/coverage.ts";
import { inBatches } from "./batches.ts";
import type { Layer } from "./layers.ts";

/** Where a layer's features lie, and an order in which neighbours on the map are neighbours in the file. */
export interface SpatialOrder {
  /** feature numbers of the layer */
  readonly order: Uint32Array;
  /** minX, minY, maxX, maxY by feature number */
  readonly boxes: Float64Array;
  /** of all; undefined where there is no feature */
  readonly extent: Bounds | undefined;
}

/** By the middle of each feature's box on a Hilbert curve over the layer. */
export async function inHilbertOrder(
  layer: Layer,
  onProgress: (done: number) => void,
  signal?: CancelSignal,
): Promise<SpatialOrder> {
  const boxes = new Float64Array(4 * layer.count);
  const middles = new Float64Array(2 * layer.count);
  const place = (face: number): void => {
    const box = boundsOfPolygon(layer.polygon(face));
    boxes.set(box, 4 * face);
    middles[2 * face] = (box[0] + box[2]) / 2;
    middles[2 * face + 1] = (box[1] + box[3]) / 2;
  };
  await inBatches(layer.count, place, onProgress, signal);
  return { order: hilbertOrder(middles), boxes, extent: extentOf(boxes) };
}

function extentOf(boxes: Float64Array): Bounds | undefined {
  if (boxes.length === 0) return undefined;
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < boxes.length; at += 4) {
    minX = Math.min(minX, boxes[at]!);
    minY = Math.min(minY, boxes[at + 1]!);
    maxX = Math.max(maxX, boxes[at + 2]!);
    maxY = Math.max(maxY, boxes[at + 3]!);
  }
  return [minX, minY, maxX, maxY];
}
