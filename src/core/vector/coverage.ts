/**
 * A planar map: every border is stored once, as an arc; faces refer to arcs. So two neighbours share their border to
 * the last bit, and there is neither gap nor overlap.
 *
 * Frame: pixel corners, in sub-pixels, `unit` to the pixel. Point (x, y) lies x / unit columns and y / unit rows from
 * the upper left corner of the raster, y counts downwards. Whole numbers, so that which side a point lies on, whether
 * borders cross and what a face measures are exact: products of two distances stay below 2^53 up to a million pixels.
 * Half-edge `e` is arc `e >> 1` walked forwards (`e & 1` = 0) or backwards (1). "Left" is left of the walker on the
 * raster seen with row 0 on top: an outer ring, which has its face on the left, turns counter-clockwise.
 */
import { windowAffine } from "../geo/affine.ts";
import type { Bounds } from "../geo/bounds.ts";
import type { Wood } from "../landcover/stands.ts";
import type { Grid } from "../raster/grid.ts";

/** The face number of what is no face: pixels of class 0 and the world around the raster. */
export const OUTSIDE = -1;

export interface Arcs {
  readonly count: number;
  /** count + 1: arc `a` has the points `offsets[a]` to `offsets[a + 1] - 1`, two or more. */
  readonly offsets: Int32Array;
  /** x, y of each point. Only turning points, and the nodes at both ends; a loop repeats its first point. */
  readonly points: Int32Array;
  /** face on the left of the arc, or `OUTSIDE` */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** node where the arc starts and ends; −1 for both on a loop without node */
  readonly startNode: Int32Array;
  readonly endNode: Int32Array;
}

/** Points where three or more arcs meet. */
export interface Nodes {
  readonly count: number;
  /** slots to a node: 4 as traced, more where zones were cut at a node */
  readonly slotsEach: number;
  /**
   * The half-edges that leave a node, clockwise; −1 for an empty slot. As traced: upwards, to the right, downwards, to
   * the left.
   */
  readonly slots: Int32Array;
}

/**
 * In the order of their first pixel, rows top to bottom; those that corrections made come last. Neighbours never have
 * the same class, unless a user has told them apart by their use.
 */
export interface Faces {
  readonly count: number;
  /** CoSIA class, never 0 */
  readonly numero: Uint8Array;
  /** pixels of the class raster that made the face; its polygon's area is `polygonPixels`' to say */
  readonly pixels: Uint32Array;
  /** mean of the pixels' confidence, 0–1; NaN where it is not known, as of what a person has corrected */
  readonly confidence: Float64Array;
  /** what a person has done to it, one of `CHECKED`; without it nobody has looked at any */
  readonly checked?: Uint8Array | undefined;
  /** use code that a user has given it; null where one was taken away, undefined where nothing was said */
  readonly said?: readonly (string | null | undefined)[] | undefined;
  /** what trees went into it; without it a face is made of nothing but its class */
  readonly wood?: Wood | undefined;
}

/** Arcs and faces, before anybody asked for rings: what tracing gives and generalising takes. */
export interface PlanarMap {
  readonly grid: Grid;
  /** sub-pixels to the side of a pixel, a power of two; 1 as traced */
  readonly unit: number;
  readonly arcs: Arcs;
  readonly nodes: Nodes;
  readonly faces: Faces;
}

export interface Rings {
  readonly count: number;
  /** faces + 1: the rings of face `f` are `ofFace[f]` to `ofFace[f + 1] - 1`; the first is the outer one. */
  readonly ofFace: Int32Array;
  /** rings + 1: ring `r` is `edges[offsets[r]]` to `edges[offsets[r + 1] - 1]`. */
  readonly offsets: Int32Array;
  /** half-edges, the face on their left */
  readonly edges: Int32Array;
}

export interface Coverage extends PlanarMap {
  readonly rings: Rings;
}

/** The face on the left of a half-edge, or `OUTSIDE`. */
export function leftOf(arcs: Arcs, edge: number): number {
  return (edge & 1 ? arcs.right : arcs.left)[edge >> 1]!;
}

/** Half-edges of ring `ring`, in walking order. */
export function ringEdges({ rings }: Coverage, ring: number): Int32Array {
  return rings.edges.subarray(rings.offsets[ring]!, rings.offsets[ring + 1]!);
}

/** Corners of ring `ring` as x, y pairs in sub-pixels, closed (first = last), the face on the left. */
export function ringCorners(coverage: Coverage, ring: number): Int32Array {
  return cornersAlong(coverage.arcs, ringEdges(coverage, ring));
}

/** Corners along half-edges that close a ring, as x, y pairs in sub-pixels, closed (first = last). */
export function cornersAlong({ offsets, points }: Arcs, edges: Int32Array | readonly number[]): Int32Array {
  let count = 1;
  for (const edge of edges) count += offsets[(edge >> 1) + 1]! - offsets[edge >> 1]! - 1;
  const corners = new Int32Array(2 * count);
  let at = 0;
  for (const edge of edges) {
    const first = offsets[edge >> 1]!;
    const last = offsets[(edge >> 1) + 1]! - 1;
    // Each half-edge brings all its points but the last, which is the next one's first.
    if (edge & 1) {
      for (let point = last; point > first; point--) {
        corners[at++] = points[2 * point]!;
        corners[at++] = points[2 * point + 1]!;
      }
    } else {
      for (let point = first; point < last; point++) {
        corners[at++] = points[2 * point]!;
        corners[at++] = points[2 * point + 1]!;
      }
    }
  }
  corners[at++] = corners[0]!;
  corners[at++] = corners[1]!;
  return corners;
}

/**
 * The polygon of a face in map coordinates: closed rings of x, y pairs, the outer one first and counter-clockwise, its
 * holes clockwise, whatever the affine. OGC-valid: rings touch in points at most. A corner gives the same two numbers
 * in every face that has it.
 */
export function polygonOf(coverage: Coverage, face: number): Float64Array[] {
  const [a, b, c, d, e, f] = windowAffine(coverage.grid.affine, 0, 0, 1 / coverage.unit);
  const flipped = a * e - b * d > 0;
  const polygon: Float64Array[] = [];
  for (let ring = coverage.rings.ofFace[face]!; ring < coverage.rings.ofFace[face + 1]!; ring++) {
    const corners = ringCorners(coverage, ring);
    const positions = new Float64Array(corners.length);
    for (let at = 0; at < corners.length; at += 2) {
      const column = corners[at]!;
      const row = corners[at + 1]!;
      const to = flipped ? corners.length - 2 - at : at;
      // `toMap` written out: it would make a pair for each of millions of corners.
      positions[to] = a * column + b * row + c;
      positions[to + 1] = d * column + e * row + f;
    }
    polygon.push(positions);
  }
  return polygon;
}

/** Map bounds of closed rings as `polygonOf` gives them (its outer ring decides). */
export function boundsOfPolygon(polygon: readonly Float64Array[]): Bounds {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  const outer = polygon[0]!;
  for (let at = 0; at < outer.length; at += 2) {
    const x = outer[at]!;
    const y = outer[at + 1]!;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  return [minX, minY, maxX, maxY];
}

/** Length of an arc in sub-pixels; exact where its steps are horizontal or vertical, as traced. */
export function arcLength({ offsets, points }: Arcs, arc: number): number {
  let length = 0;
  for (let at = 2 * offsets[arc]! + 2; at < 2 * offsets[arc + 1]!; at += 2) {
    const dx = points[at]! - points[at - 2]!;
    const dy = points[at + 1]! - points[at - 1]!;
    length += Math.sqrt(dx * dx + dy * dy);
  }
  return length;
}
