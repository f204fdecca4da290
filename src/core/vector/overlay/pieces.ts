/**
 * The borders of an overlay: arcs of the map that no zone comes near, as they are, and chains of broken segments. Each
 * piece knows the face of the map on either side where it is an arc, and the zones it bounds.
 */
import { withRoom } from "../arrays.ts";
import type { PlanarMap } from "../coverage.ts";
import { PointNumbers } from "../point-numbers.ts";
import type { Snapped } from "./snap.ts";
import { EMPTY_SET, type ZoneSets } from "./zone-sets.ts";

/** The face on a side of a piece that is no arc: not known yet. */
export const UNKNOWN = -2;

export interface Pieces {
  readonly count: number;
  /** the arc it is, −1 for a chain of broken segments */
  readonly arc: Int32Array;
  /** pieces + 1: a chain's points are `chainPoints[chainOffsets[p]]` to …; none for an arc */
  readonly chainOffsets: Int32Array;
  /** x, y of each */
  readonly chainPoints: Int32Array;
  /** vertex at either end; −1 for both on a loop without one */
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly vertices: number;
  /** face on the left and on the right, `OUTSIDE`, or `UNKNOWN` on both sides */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** the set of zones whose border it is */
  readonly bounds: Int32Array;
}

/** How a piece is walked, whatever it is: its points' number, and one of them in lattice steps. */
export class Walk {
  readonly #map: PlanarMap;
  readonly #pieces: Pieces;
  readonly #factor: number;
  /** of the present piece */
  count = 0;
  #points: Int32Array;
  #first = 0;
  #scale = 1;

  constructor(map: PlanarMap, pieces: Pieces, factor: number) {
    this.#map = map;
    this.#pieces = pieces;
    this.#factor = factor;
    this.#points = pieces.chainPoints;
  }

  /** Makes `piece` the present one. */
  of(piece: number): this {
    const arc = this.#pieces.arc[piece]!;
    const { offsets, points } = this.#map.arcs;
    const chain = this.#pieces.chainOffsets;
    this.#points = arc < 0 ? this.#pieces.chainPoints : points;
    this.#first = arc < 0 ? chain[piece]! : offsets[arc]!;
    this.#scale = arc < 0 ? 1 : this.#factor;
    this.count = (arc < 0 ? chain[piece + 1]! : offsets[arc + 1]!) - this.#first;
    return this;
  }

  x(at: number): number {
    return this.#points[2 * (this.#first + at)]! * this.#scale;
  }

  y(at: number): number {
    return this.#points[2 * (this.#first + at) + 1]! * this.#scale;
  }
}

/** @param factor lattice steps to the map's sub-pixel */
export function piecesOf(
  map: PlanarMap,
  { points, segments, touched }: Snapped,
  factor: number,
  sets: ZoneSets,
): Pieces {
  const { arcs } = map;
  const edges = edgesOf(map, segments, sets);

  // Vertices: broken points where other than two edges meet, and nodes of the map that no zone has touched.
  const pointOf = (at: number): number => points.of(arcs.points[2 * at]! * factor, arcs.points[2 * at + 1]! * factor);
  const pointAtNode = new Int32Array(map.nodes.count).fill(-1);
  const degree = new Int32Array(points.count);
  for (let edge = 0; edge < edges.count; edge++) {
    const [a, b] = [edges.a[edge]!, edges.b[edge]!];
    degree[a] = degree[a]! + 1;
    degree[b] = degree[b]! + 1;
  }
  for (let arc = 0; arc < arcs.count; arc++) {
    if (touched[arc] === 0 || arcs.startNode[arc]! < 0) continue;
    pointAtNode[arcs.startNode[arc]!] = pointOf(arcs.offsets[arc]!);
    pointAtNode[arcs.endNode[arc]!] = pointOf(arcs.offsets[arc + 1]! - 1);
  }
  let wholeArcs = 0;
  for (let arc = 0; arc < arcs.count; arc++) {
    if (touched[arc] === 1) continue;
    wholeArcs++;
    for (const node of [arcs.startNode[arc]!, arcs.endNode[arc]!]) {
      const point = node < 0 ? -1 : pointAtNode[node]!;
      if (point >= 0) degree[point] = degree[point]! + 1;
    }
  }
  const vertexOf = new Int32Array(points.count).fill(-1);
  let vertices = 0;
  for (let point = 0; point < points.count; point++) {
    // A whole arc ends where it ends, though only one edge goes on from there.
    if (degree[point] !== 0 && degree[point] !== 2) vertexOf[point] = vertices++;
  }
  const vertexAtNode = new Int32Array(map.nodes.count).fill(-1);
  const vertexAt = (node: number): number => {
    if (node < 0) return -1;
    const point = pointAtNode[node]!;
    if (point >= 0) {
      if (vertexOf[point] === -1) vertexOf[point] = vertices++;
      return vertexOf[point]!;
    }
    if (vertexAtNode[node] === -1) vertexAtNode[node] = vertices++;
    return vertexAtNode[node]!;
  };

  const arc = new Int32Array(wholeArcs + edges.count).fill(-1);
  const start = new Int32Array(arc.length).fill(-1);
  const end = new Int32Array(arc.length).fill(-1);
  const left = new Int32Array(arc.length).fill(UNKNOWN);
  const right = new Int32Array(arc.length).fill(UNKNOWN);
  const bounds = new Int32Array(arc.length);
  let count = 0;
  for (let whole = 0; whole < arcs.count; whole++) {
    if (touched[whole] === 1) continue;
    arc[count] = whole;
    start[count] = vertexAt(arcs.startNode[whole]!);
    end[count] = vertexAt(arcs.endNode[whole]!);
    left[count] = arcs.left[whole]!;
    right[count] = arcs.right[whole]!;
    count++;
  }

  // Edges by point, to string them into chains.
  const offsets = new Int32Array(points.count + 1);
  for (let edge = 0; edge < edges.count; edge++) {
    const [a, b] = [edges.a[edge]! + 1, edges.b[edge]! + 1];
    offsets[a] = offsets[a]! + 1;
    offsets[b] = offsets[b]! + 1;
  }
  for (let point = 0; point < points.count; point++) offsets[point + 1] = offsets[point + 1]! + offsets[point]!;
  const at = offsets.slice();
  const edgesAt = new Int32Array(2 * edges.count);
  for (let edge = 0; edge < edges.count; edge++) {
    for (const point of [edges.a[edge]!, edges.b[edge]!]) {
      edgesAt[at[point]!] = edge;
      at[point] = at[point]! + 1;
    }
  }
  const used = new Uint8Array(edges.count);
  const chainOffsets = new Int32Array(arc.length + 1);
  let chainPoints = new Int32Array(4096);
  let written = 0;
  const put = (point: number): void => {
    chainPoints = withRoom(chainPoints, written + 2);
    chainPoints[written++] = points.x(point);
    chainPoints[written++] = points.y(point);
  };
  const string = (first: number, from: number): void => {
    const [onLeft, onRight] = from === edges.a[first] ? [edges.left, edges.right] : [edges.right, edges.left];
    left[count] = onLeft[first]!;
    right[count] = onRight[first]!;
    bounds[count] = edges.bounds[first]!;
    start[count] = vertexOf[from]!;
    let edge = first;
    let point = from;
    put(point);
    for (;;) {
      used[edge] = 1;
      point = edges.a[edge] === point ? edges.b[edge]! : edges.a[edge]!;
      put(point);
      if (vertexOf[point]! >= 0 || point === from) break;
      const here = offsets[point]!;
      edge = edgesAt[here] === edge ? edgesAt[here + 1]! : edgesAt[here]!;
    }
    end[count] = vertexOf[point]!;
    chainOffsets[++count] = written / 2;
  };
  for (let point = 0; point < points.count; point++) {
    if (vertexOf[point]! < 0) continue;
    for (let slot = offsets[point]!; slot < offsets[point + 1]!; slot++) {
      if (used[edgesAt[slot]!] === 0) string(edgesAt[slot]!, point);
    }
  }
  for (let edge = 0; edge < edges.count; edge++) if (used[edge] === 0) string(edge, edges.a[edge]!);
  return {
    count,
    arc: arc.subarray(0, count),
    chainOffsets: chainOffsets.subarray(0, count + 1),
    chainPoints: chainPoints.slice(0, written),
    start: start.subarray(0, count),
    end: end.subarray(0, count),
    vertices,
    left: left.subarray(0, count),
    right: right.subarray(0, count),
    bounds: bounds.subarray(0, count),
  };
}

/** What is left of segments that came to lie on each other: one, from point a to point b, with the zones of them all. */
interface Edges {
  readonly count: number;
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly bounds: Int32Array;
  /** faces on either side of a → b; `UNKNOWN` where no arc is left */
  readonly left: Int32Array;
  readonly right: Int32Array;
}

/** Broken segments, those on each other as one; none where they cancel out (a sliver that closed, a border run twice). */
function edgesOf({ arcs }: PlanarMap, segments: Int32Array, sets: ZoneSets): Edges {
  const numbers = new PointNumbers();
  const most = segments.length / 4;
  const bounds = new Int32Array(most);
  const left = new Int32Array(most).fill(UNKNOWN);
  const right = new Int32Array(most).fill(UNKNOWN);
  /** the sides of all arcs on an edge, where there are several */
  const several = new Map<number, { readonly lefts: number[]; readonly rights: number[] }>();
  for (let at = 0; at < segments.length; at += 4) {
    const from = segments[at]!;
    const to = segments[at + 1]!;
    const set = segments[at + 2]!;
    const arc = segments[at + 3]!;
    const edge = numbers.of(Math.min(from, to), Math.max(from, to));
    bounds[edge] = sets.xor(bounds[edge]!, set);
    if (arc < 0) continue;
    const onLeft = (from < to ? arcs.left : arcs.right)[arc]!;
    const onRight = (from < to ? arcs.right : arcs.left)[arc]!;
    if (left[edge] === UNKNOWN) {
      left[edge] = onLeft;
      right[edge] = onRight;
      continue;
    }
    const sides = several.get(edge) ?? { lefts: [left[edge]!], rights: [right[edge]!] };
    several.set(edge, sides);
    sides.lefts.push(onLeft);
    sides.rights.push(onRight);
  }
  for (const [edge, { lefts, rights }] of several) {
    // Arcs on each other have closed the faces between them: what one has on its right, the next has on its left.
    for (const face of [...lefts]) {
      const twin = rights.indexOf(face);
      if (twin < 0) continue;
      rights.splice(twin, 1);
      lefts.splice(lefts.indexOf(face), 1);
    }
    left[edge] = lefts[0] ?? UNKNOWN;
    right[edge] = rights[0] ?? UNKNOWN;
  }
  const a = new Int32Array(numbers.count);
  const b = new Int32Array(numbers.count);
  let count = 0;
  for (let edge = 0; edge < numbers.count; edge++) {
    if (left[edge] === UNKNOWN && bounds[edge] === EMPTY_SET) continue;
    a[count] = numbers.x(edge);
    b[count] = numbers.y(edge);
    bounds[count] = bounds[edge]!;
    left[count] = left[edge]!;
    right[count] = right[edge]!;
    count++;
  }
  return { count, a, b, bounds, left, right };
}
