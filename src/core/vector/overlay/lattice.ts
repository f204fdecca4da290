import { toPixel } from "../../geo/affine.ts";
import type { PlanarMap } from "../coverage.ts";
import { MAX_COORDINATE } from "./exact.ts";

/**
 * Ground cut out by somebody else than Ocsol: any number of polygons of closed rings of x, y pairs in map coordinates,
 * the outer ring first, then its holes, in any sense of rotation. A point is inside where an odd number of rings is
 * around it.
 */
export interface Zone {
  readonly polygons: readonly (readonly Float64Array[])[];
}

/**
 * Steps to the pixel that zones are cut on, where a map leaves the choice: a 20 cm pixel in steps of 0.8 mm. So a cut
 * lies within 0.4 mm of where it was drawn, closer than any survey, and everything about it is exact.
 */
const LEAST_STEPS = 256;

/** The whole numbers that an overlay counts in: `unit` to the pixel, `factor` to the map's own sub-pixel. */
export interface Lattice {
  readonly unit: number;
  readonly factor: number;
  /** the frame that holds map and zones: one pixel around the raster */
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/** The map's own unit, or one fine enough for zones, as far as `MAX_COORDINATE` leaves room. */
export function latticeOf({ grid: { width, height }, unit }: Pick<PlanarMap, "grid" | "unit">): Lattice {
  const most = MAX_COORDINATE / (Math.max(width, height) + 2);
  let factor = 1;
  while (unit * factor < LEAST_STEPS && 2 * unit * factor <= most) factor *= 2;
  const steps = unit * factor;
  return { unit: steps, factor, minX: -steps, minY: -steps, maxX: (width + 1) * steps, maxY: (height + 1) * steps };
}

/**
 * A zone's rings on the lattice, cut to its frame: far corners could not be counted exactly, and nothing of the map is
 * there. Where a ring leaves the frame it runs along its edge instead, which is outside the raster (Sutherland & Hodgman,
 * "Reentrant polygon clipping", 1974).
 */
export function ringsOnLattice(zone: Zone, { grid }: Pick<PlanarMap, "grid">, lattice: Lattice): Int32Array[] {
  const { unit, minX, minY, maxX, maxY } = lattice;
  const rings: Int32Array[] = [];
  for (const ring of zone.polygons.flat()) {
    const corners = new Float64Array(ring.length);
    let isWithin = true;
    for (let at = 0; at < ring.length; at += 2) {
      const [column, row] = toPixel(grid.affine, ring[at]!, ring[at + 1]!);
      const x = column * unit;
      const y = row * unit;
      corners[at] = x;
      corners[at + 1] = y;
      isWithin &&= x >= minX && x <= maxX && y >= minY && y <= maxY;
    }
    const kept = isWithin ? corners : framed(corners, lattice);
    const whole = new Int32Array(kept.length);
    for (let at = 0; at < kept.length; at++) whole[at] = Math.round(kept[at]!);
    if (whole.length > 0) rings.push(whole);
  }
  return rings;
}

function framed(ring: Float64Array, { minX, minY, maxX, maxY }: Lattice): readonly number[] {
  let corners: readonly number[] = Array.from(ring);
  corners = cut(corners, 0, minX, 1);
  corners = cut(corners, 0, maxX, -1);
  corners = cut(corners, 1, minY, 1);
  return cut(corners, 1, maxY, -1);
}

/** The closed ring with what lies below `limit` on `axis` (0: x, 1: y; `sense` −1: above) laid onto the limit. */
function cut(ring: readonly number[], axis: 0 | 1, limit: number, sense: 1 | -1): number[] {
  const isIn = (at: number): boolean => sense * (ring[at + axis]! - limit) >= 0;
  const kept: number[] = [];
  for (let at = 0; at < ring.length; at += 2) {
    if (at > 0 && isIn(at) !== isIn(at - 2)) {
      const t = (limit - ring[at - 2 + axis]!) / (ring[at + axis]! - ring[at - 2 + axis]!);
      const other = ring[at - 1 - axis]! + t * (ring[at + 1 - axis]! - ring[at - 1 - axis]!);
      if (axis === 0) kept.push(limit, other);
      else kept.push(other, limit);
    }
    if (isIn(at)) kept.push(ring[at]!, ring[at + 1]!);
  }
  // A ring that started outside has lost its first corner: close it again.
  if (kept.length > 0) {
    const last = kept.length - 2;
    if (kept[0] !== kept[last] || kept[1] !== kept[last + 1]) kept.push(kept[0]!, kept[1]!);
  }
  return kept;
}
