import { toPixel } from "../geo/affine.ts";
import type { Grid, PixelRect } from "../raster/grid.ts";
import type { Zone } from "./overlay/overlay.ts";

/** Zones in a grid's columns and rows, ready to be painted piece by piece. */
export interface PaintableZones {
  readonly rings: readonly (readonly Float64Array[])[];
  /** left, top, right, bottom of each zone */
  readonly boxes: Float64Array;
}

export function paintable(zones: readonly Zone[], { affine }: Grid): PaintableZones {
  const boxes = new Float64Array(4 * zones.length);
  const rings = zones.map(({ polygons }, zone) => {
    const box = boxes.subarray(4 * zone, 4 * zone + 4);
    box.set([Infinity, Infinity, -Infinity, -Infinity]);
    return polygons.flat().map((ring) => {
      const corners = new Float64Array(ring.length);
      for (let at = 0; at < ring.length; at += 2) {
        const [column, row] = toPixel(affine, ring[at]!, ring[at + 1]!);
        corners[at] = column;
        corners[at + 1] = row;
        box[0] = Math.min(box[0]!, column);
        box[1] = Math.min(box[1]!, row);
        box[2] = Math.max(box[2]!, column);
        box[3] = Math.max(box[3]!, row);
      }
      return corners;
    });
  });
  return { rings, boxes };
}

/**
 * The value of the zone that each pixel's centre is in, the last of several, 0 where there is none.
 * @param rect in pixels of a level of `scale` of the grid's to its own
 * @param values by zone; one of value 0 is not painted
 */
export function paintZones(
  { rings, boxes }: PaintableZones,
  values: Uint8Array,
  { column, row, width, height }: PixelRect,
  scale: number,
): Uint8Array {
  const painted = new Uint8Array(width * height);
  for (let zone = 0; zone < rings.length; zone++) {
    const value = values[zone]!;
    if (value === 0 || boxes[4 * zone]! > (column + width) * scale || boxes[4 * zone + 2]! < column * scale) continue;
    const first = Math.max(0, Math.ceil(boxes[4 * zone + 1]! / scale - row - 0.5));
    const last = Math.min(height - 1, Math.floor(boxes[4 * zone + 3]! / scale - row - 0.5));
    if (first > last) continue;
    for (const [at, crossed] of crossings(rings[zone]!, first, last, row, scale).entries()) {
      crossed.sort((one, other) => one - other);
      const start = (first + at) * width;
      for (let pair = 0; pair + 1 < crossed.length; pair += 2) {
        const from = Math.max(0, Math.ceil(crossed[pair]! / scale - column - 0.5));
        const to = Math.min(width, Math.ceil(crossed[pair + 1]! / scale - column - 0.5));
        if (from < to) painted.fill(value, start + from, start + to);
      }
    }
  }
  return painted;
}

/** By row, first to last: where the rings cross its centre line. */
function crossings(
  rings: readonly Float64Array[],
  first: number,
  last: number,
  row: number,
  scale: number,
): number[][] {
  const found = Array.from({ length: last - first + 1 }, (): number[] => []);
  for (const ring of rings) {
    for (let at = 2; at < ring.length; at += 2) {
      const isDown = ring[at + 1]! > ring[at - 1]!;
      const [upper, lower] = isDown ? [at - 2, at] : [at, at - 2];
      const uy = ring[upper + 1]!;
      const ly = ring[lower + 1]!;
      const from = Math.max(first, Math.ceil(uy / scale - row - 0.5));
      const to = Math.min(last + 1, Math.ceil(ly / scale - row - 0.5));
      for (let line = from; line < to; line++) {
        const y = (row + line + 0.5) * scale;
        found[line - first]!.push(ring[upper]! + ((ring[lower]! - ring[upper]!) * (y - uy)) / (ly - uy));
      }
    }
  }
  return found;
}
