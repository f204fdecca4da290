/**
 * The planar map of a file's polygons, as it was before it was written: where two polygons walk along the same two
 * lattice points in opposite senses they are neighbours, and where nobody walks back is the outside.
 *
 * What makes them a map is asked exactly: no two polygons walk the same way, around every node the same face is on both
 * sides of each sector, no borders cross, and what lies inside another's ground lies in its hole. Linear in the corners
 * but for the crossings, in typed arrays of some 60 bytes a corner.
 */
import { type AppError, appError } from "../errors.ts";
import { toMap, toPixel } from "../geo/affine.ts";
import type { Grid } from "../raster/grid.ts";
import { polygonPixels } from "./areas.ts";
import { withRoom } from "./arrays.ts";
import { type Arcs, type Coverage, type Faces, OUTSIDE, type PlanarMap, type Rings } from "./coverage.ts";
import { firstCrossing } from "./crossings.ts";
import { misplacedPoint } from "./nesting.ts";
import { nodesOf } from "./nodes-of-arcs.ts";
import { latticeOf } from "./overlay/lattice.ts";
import { PointNumbers } from "./point-numbers.ts";
import { withRings } from "./rings.ts";

/**
 * A corner further than this from the lattice, in its steps, is not one of its points. A pixel's corner is then within
 * 2 mm of what the file says, a corner simplified within 30 µm: a way through another CRS and back is some µm.
 */
const MOST_ROUNDING = 1 / 128;

/** More borders do not meet in a point of any map of pixels, cut or not; looking for their neighbours is quadratic. */
const MOST_BORDERS = 64;

export class PolygonAssembly {
  readonly #grid: Grid;
  readonly #unit: number;
  readonly #factor: number;
  readonly #file: string;
  readonly #points = new PointNumbers();
  /** by corner: its point. Corner `c` begins edge `c`, which goes to the next corner of its ring. */
  #corners = new Int32Array(4096);
  #cornerCount = 0;
  /** by ring: its first corner, one more for the end; and its face */
  #ringStart = new Int32Array(1024);
  #ringFace = new Int32Array(1024);
  #ringCount = 0;
  #faceCount = 0;
  #isOnLattice = true;
  #scratch = new Int32Array(256);

  /**
   * @param unit steps to the pixel of the lattice that corners were written from; if one lies beside it (somebody has
   * drawn since) all are taken on the finer lattice of cuts
   * @param file for errors
   */
  constructor(grid: Grid, unit: number, file: string) {
    this.#grid = grid;
    this.#unit = unit;
    this.#factor = latticeOf({ grid, unit }).factor;
    this.#file = file;
  }

  /**
   * The next face.
   * @param polygon closed rings of x, y pairs in the grid's CRS, the outer one first, whatever the sense they turn in
   * @returns false for one that is no wider than the lattice's step: it is left out
   * @throws AppError "result-not-a-map" for one that reaches out of the grid
   */
  add(polygon: readonly Float64Array[]): boolean {
    for (const [index, ring] of polygon.entries()) {
      if (!this.#addRing(ring, index === 0) && index === 0) return false;
    }
    this.#faceCount++;
    return true;
  }

  /**
   * @param numero,confidence,checked of each face added; `pixels` are those of its polygon's area, one at least
   * @throws AppError "result-not-a-map" with the place, where polygons overlap, cross or are no polygons
   */
  finish({ numero, confidence, checked }: Pick<Faces, "numero" | "confidence" | "checked">): Coverage {
    const edges = this.#matched();
    const { arcs, halfEdgeOf } = this.#strung(edges);
    const pixels = new Uint32Array(this.#faceCount);
    const faces = { count: this.#faceCount, numero, pixels, confidence, checked };
    const { nodes, wrongNode } = nodesOf(arcs);
    const map: PlanarMap = { grid: this.#grid, unit: this.#unit * this.#factor, arcs, nodes, faces };
    const wrong = wrongNode ?? firstCrossing(map) ?? misplacedPoint(map);
    if (wrong !== undefined) throw this.#refusal("overlap", arcs.points[2 * wrong]!, arcs.points[2 * wrong + 1]!);
    const areas = polygonPixels(map);
    for (let face = 0; face < faces.count; face++) pixels[face] = Math.max(1, Math.round(areas[face]!));
    const rings = this.#ringsOf(edges, halfEdgeOf, arcs) ?? withRings(map).rings;
    if (!this.#isOnLattice) return { ...map, rings };
    for (let at = 0; at < arcs.points.length; at++) arcs.points[at] = arcs.points[at]! / this.#factor;
    return { ...map, unit: this.#unit, rings };
  }

  #addRing(ring: Float64Array, isOuter: boolean): boolean {
    const { affine, width, height } = this.#grid;
    const steps = this.#unit * this.#factor;
    this.#scratch = withRoom(this.#scratch, ring.length);
    const corners = this.#scratch;
    let count = 0;
    for (let at = 0; at < ring.length; at += 2) {
      const [column, row] = toPixel(affine, ring[at]!, ring[at + 1]!);
      const x = this.#snapped(column);
      const y = this.#snapped(row);
      if (!(x >= 0 && y >= 0 && x <= width * steps && y <= height * steps)) throw this.#refusal("outside", x, y);
      if (count > 0 && corners[2 * count - 2] === x && corners[2 * count - 1] === y) continue;
      corners[2 * count] = x;
      corners[2 * count + 1] = y;
      count++;
    }
    if (count > 1 && corners[0] === corners[2 * count - 2] && corners[1] === corners[2 * count - 1]) count--;
    const twice = twiceArea(corners, count);
    if (count < 3 || twice === 0) return false;
    this.#corners = withRoom(this.#corners, this.#cornerCount + count);
    // The face is to be on the left; the first corner stays the first.
    const isRight = twice > 0 === isOuter;
    for (let at = 0; at < count; at++) {
      const from = isRight ? at : (count - at) % count;
      this.#corners[this.#cornerCount++] = this.#points.of(corners[2 * from]!, corners[2 * from + 1]!);
    }
    this.#ringFace = withRoom(this.#ringFace, this.#ringCount + 1);
    this.#ringFace[this.#ringCount] = this.#faceCount;
    this.#ringStart = withRoom(this.#ringStart, this.#ringCount + 2);
    this.#ringStart[++this.#ringCount] = this.#cornerCount;
    return true;
  }

  /** Columns or rows in steps of the finer lattice. */
  #snapped(pixels: number): number {
    const own = Math.round(pixels * this.#unit);
    if (Math.abs(pixels * this.#unit - own) <= MOST_ROUNDING) return own * this.#factor;
    this.#isOnLattice = false;
    return Math.round(pixels * this.#unit * this.#factor);
  }

  #matched(): Edges {
    const count = this.#cornerCount;
    const corners = this.#corners;
    const next = new Int32Array(count);
    const face = new Int32Array(count);
    for (let ring = 0; ring < this.#ringCount; ring++) {
      const start = this.#ringStart[ring]!;
      const end = this.#ringStart[ring + 1]!;
      for (let edge = start; edge < end; edge++) next[edge] = edge + 1 < end ? edge + 1 : start;
      face.fill(this.#ringFace[ring]!, start, end);
    }
    // Edges by the point they leave, those of point `p` from firstFrom[p] on.
    const firstFrom = new Int32Array(this.#points.count + 1);
    for (let edge = 0; edge < count; edge++) {
      const after = corners[edge]! + 1;
      firstFrom[after] = firstFrom[after]! + 1;
    }
    for (let point = 0; point < this.#points.count; point++) {
      if (firstFrom[point + 1]! > MOST_BORDERS) throw this.#overlapAt(point);
      firstFrom[point + 1] = firstFrom[point + 1]! + firstFrom[point]!;
    }
    const at = firstFrom.slice();
    const leaving = new Int32Array(count);
    for (let edge = 0; edge < count; edge++) {
      const point = corners[edge]!;
      leaving[at[point]!] = edge;
      at[point] = at[point]! + 1;
    }
    const twin = new Int32Array(count).fill(-1);
    const degree = new Int32Array(this.#points.count);
    for (let edge = 0; edge < count; edge++) {
      const start = corners[edge]!;
      const end = corners[next[edge]!]!;
      for (let slot = firstFrom[end]!; slot < firstFrom[end + 1]!; slot++) {
        const back = leaving[slot]!;
        if (corners[next[back]!] === start) twin[edge] = back;
      }
      for (let slot = firstFrom[start]!; slot < firstFrom[start + 1]!; slot++) {
        const other = leaving[slot]!;
        if (other !== edge && corners[next[other]!] === end) throw this.#overlapAt(start);
      }
      if (twin[edge]! >= 0 && face[twin[edge]!] === face[edge]) throw this.#overlapAt(start);
      degree[start] = degree[start]! + 1;
      if (twin[edge]! < 0) degree[end] = degree[end]! + 1;
    }
    const isNode = new Uint8Array(count).map((_, corner) => Number(degree[corners[corner]!] !== 2));
    return { next, face, twin, isNode };
  }

  /** Edges strung together where only two meet, and by edge the half-edge it became part of. */
  #strung({ next, face, twin, isNode }: Edges): { readonly arcs: Arcs; readonly halfEdgeOf: Int32Array } {
    const count = this.#cornerCount;
    const corners = this.#corners;
    const isOnce = (edge: number): boolean => twin[edge]! < edge;
    let single = 0;
    let most = this.#ringCount; // loops
    for (let edge = 0; edge < count; edge++) {
      if (!isOnce(edge)) continue;
      single++;
      if (isNode[edge] === 1 || isNode[next[edge]!] === 1) most++;
    }
    const offsets = new Int32Array(most + 1);
    const points = new Int32Array(2 * (single + most));
    const left = new Int32Array(most);
    const right = new Int32Array(most);
    const startNode = new Int32Array(most);
    const endNode = new Int32Array(most);
    let nodes = 0;
    const nodeOf = new Int32Array(this.#points.count).fill(-1);
    const nodeAt = (corner: number): number => {
      const point = corners[corner]!;
      if (isNode[corner] === 1 && nodeOf[point] === -1) nodeOf[point] = nodes++;
      return nodeOf[point]!;
    };
    const halfEdgeOf = new Int32Array(count).fill(-1);
    let arc = 0;
    let written = 0;
    const put = (corner: number): void => {
      points[2 * written] = this.#points.x(corners[corner]!);
      points[2 * written + 1] = this.#points.y(corners[corner]!);
      written++;
    };
    const write = (first: number): void => {
      left[arc] = face[first]!;
      right[arc] = twin[first]! < 0 ? OUTSIDE : face[twin[first]!]!;
      startNode[arc] = nodeAt(first);
      put(first);
      let edge = first;
      for (;;) {
        halfEdgeOf[edge] = 2 * arc;
        if (twin[edge]! >= 0) halfEdgeOf[twin[edge]!] = 2 * arc + 1;
        const end = next[edge]!;
        put(end);
        edge = end;
        if (end === first || isNode[end] === 1) break;
      }
      endNode[arc] = nodeAt(edge);
      offsets[++arc] = written;
    };
    for (let edge = 0; edge < count; edge++) if (halfEdgeOf[edge] === -1 && isNode[edge] === 1) write(edge);
    for (let edge = 0; edge < count; edge++) if (halfEdgeOf[edge] === -1) write(edge);
    const arcs = {
      count: arc,
      offsets: offsets.slice(0, arc + 1),
      points: points.slice(0, 2 * written),
      left: left.slice(0, arc),
      right: right.slice(0, arc),
      startNode: startNode.slice(0, arc),
      endNode: endNode.slice(0, arc),
    };
    return { arcs, halfEdgeOf };
  }

  /** The file's own rings, in its order; undefined where one passes a point twice, as ours may not. */
  #ringsOf({ isNode }: Edges, halfEdgeOf: Int32Array, { startNode }: Arcs): Rings | undefined {
    const count = this.#ringCount;
    const ofFace = new Int32Array(this.#faceCount + 1);
    const offsets = new Int32Array(count + 1);
    const edges = new Int32Array(2 * startNode.length);
    const lastRing = new Int32Array(this.#points.count).fill(-1);
    let written = 0;
    for (let ring = 0; ring < count; ring++) {
      ofFace[this.#ringFace[ring]! + 1] = ring + 1;
      const start = this.#ringStart[ring]!;
      const length = this.#ringStart[ring + 1]! - start;
      const corners = this.#corners.subarray(start, start + length);
      let first = 0;
      while (first < length && isNode[start + first] === 0) first++;
      if (first === length) edges[written++] = halfEdgeOf[start]!; // a loop without node
      for (let step = 0; step < length && first < length; step++) {
        const at = (first + step) % length;
        if (isNode[start + at] === 0) continue;
        if (lastRing[corners[at]!] === ring) return undefined;
        lastRing[corners[at]!] = ring;
        edges[written++] = halfEdgeOf[start + at]!;
      }
      offsets[ring + 1] = written;
    }
    return { count, ofFace, offsets, edges: edges.slice(0, written) };
  }

  #overlapAt(point: number): AppError {
    return this.#refusal("overlap", this.#points.x(point), this.#points.y(point));
  }

  #refusal(reason: "overlap" | "outside", x: number, y: number): AppError {
    const steps = this.#unit * this.#factor;
    const [mapX, mapY] = toMap(this.#grid.affine, x / steps, y / steps);
    return appError("result-not-a-map", { file: this.#file, reason, x: mapX, y: mapY });
  }
}

/** By edge. */
interface Edges {
  /** the edge after it on its ring */
  readonly next: Int32Array;
  readonly face: Int32Array;
  /** the same edge walked the other way by another face, −1 where there is none */
  readonly twin: Int32Array;
  /** 1 where it begins in a point of other than two edges */
  readonly isNode: Uint8Array;
}

/** Shoelace formula over `count` corners of an open ring; positive with the inside on the left, y counting downwards. */
function twiceArea(corners: Int32Array, count: number): number {
  let sum = 0;
  for (let at = 0; at < count; at++) {
    const to = at + 1 < count ? at + 1 : 0;
    sum += (corners[2 * to]! - corners[0]!) * (corners[2 * at + 1]! - corners[1]!);
    sum -= (corners[2 * at]! - corners[0]!) * (corners[2 * to + 1]! - corners[1]!);
  }
  return sum;
}
