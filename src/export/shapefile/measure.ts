import type { Bounds } from "../../core/geo/bounds.ts";
import type { CancelSignal } from "../../core/ports/cancel.ts";
import { boundsOfPolygon } from "../../core/vector/coverage.ts";
import { inBatches } from "../batches.ts";
import { DECIMALS } from "../fields.ts";
import type { Layer } from "../layers.ts";
import { fieldText } from "./dbf.ts";

/** A digit, the point and the decimals: a column of nothing but blanks must hold them too. */
const LEAST_REAL_WIDTH = DECIMALS + 2;

/** What a layer's files must say before their first feature. */
export interface LayerMeasure {
  /** bytes of each feature's shape, without its record's header */
  readonly shapeBytes: Uint32Array;
  /** zero where there is no feature */
  readonly extent: Bounds;
  /** bytes that each column's longest value takes */
  readonly widths: readonly number[];
}

export async function measureLayer(
  layer: Layer,
  onProgress: (done: number) => void,
  signal?: CancelSignal,
): Promise<LayerMeasure> {
  const shapeBytes = new Uint32Array(layer.count);
  const widths = layer.fields.map(({ type }) => (type === "real" ? LEAST_REAL_WIDTH : 1));
  const measureText = fieldText();
  let [minX, minY, maxX, maxY] = layer.count === 0 ? [0, 0, 0, 0] : [Infinity, Infinity, -Infinity, -Infinity];
  const measure = (index: number): void => {
    const polygon = layer.polygon(index);
    shapeBytes[index] = polygonBytes(polygon);
    const bounds = boundsOfPolygon(polygon);
    minX = Math.min(minX, bounds[0]);
    minY = Math.min(minY, bounds[1]);
    maxX = Math.max(maxX, bounds[2]);
    maxY = Math.max(maxY, bounds[3]);
    layer.row(index).forEach((value, column) => {
      const { length } = measureText(layer.fields[column]!, value);
      if (length > widths[column]!) widths[column] = length;
    });
  };
  await inBatches(layer.count, measure, onProgress, signal);
  return { shapeBytes, extent: [minX, minY, maxX, maxY], widths };
}

/** Type, box, counts of parts and of points, where each part begins, the points. */
function polygonBytes(polygon: readonly Float64Array[]): number {
  return polygon.reduce((sum, ring) => sum + 4 + ring.byteLength, 4 + 4 * 8 + 4 + 4);
}
