import type { Bounds } from "../core/geo/bounds.ts";
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

/** By the place of each feature's box's middle on a Hilbert curve over the layer's extent. */
export async function inHilbertOrder(
  layer: Layer,
  onProgress: (done: number) => void,
  signal?: CancelSignal,
): Promise<SpatialOrder> {
  const boxes = new Float64Array(4 * layer.count);
  await inBatches(layer.count, (face) => boxes.set(boundsOfPolygon(layer.polygon(face)), 4 * face), onProgress, signal);
  const extent = extentOf(boxes);
  const places = new Uint32Array(layer.count);
  if (extent !== undefined) {
    const [minX, minY, maxX, maxY] = extent;
    const across = CURVE_STEPS / (maxX - minX);
    const up = CURVE_STEPS / (maxY - minY);
    for (let face = 0; face < layer.count; face++) {
      const x = (boxes[4 * face]! + boxes[4 * face + 2]!) / 2;
      const y = (boxes[4 * face + 1]! + boxes[4 * face + 3]!) / 2;
      places[face] = hilbertPlace(Math.floor((x - minX) * across), Math.floor((y - minY) * up));
    }
  }
  const order = Uint32Array.from(places, (_, face) => face);
  return { order: order.sort((one, other) => places[one]! - places[other]! || one - other), boxes, extent };
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

/** Steps of the curve's lattice to a side: its places are numbers of 32 bits. */
const CURVE_STEPS = 65_535;

/**
 * Steps along the Hilbert curve to a point of a lattice of 65 536 by 65 536, by halving: which quarter, then the quarter
 * turned so that the curve enters it as it enters the whole.
 */
export function hilbertPlace(x: number, y: number): number {
  let place = 0;
  for (let half = 32_768; half > 0; half >>= 1) {
    const right = x & half ? 1 : 0;
    const upper = y & half ? 1 : 0;
    place = place * 4 + ((3 * right) ^ upper);
    if (upper === 0) {
      if (right === 1) {
        x = CURVE_STEPS - x;
        y = CURVE_STEPS - y;
      }
      [x, y] = [y, x];
    }
  }
  return place;
}
