/**
 * Minimum area: every face below it goes to the neighbour with which it shares the longest border, the smallest face
 * first, until only faces without a neighbour remain below.
 */
import type { CancelSignal } from "../ports/cancel.ts";
import { rootOf } from "./arrays.ts";
import { arcLength, type Faces, leftOf, OUTSIDE, type PlanarMap } from "./coverage.ts";
import { dissolve } from "./dissolve.ts";
import { pixelAreaSquareMetres } from "./measure.ts";

/** Mergers between two looks at the signal: some tens of milliseconds. */
const MERGERS_PER_PAUSE = 20_000;

/**
 * A coarser map of the same ground. A merged face keeps the class of the neighbour that took it and counts its pixels
 * and their confidence; faces of one class that come to touch become one. Of equal borders the larger neighbour wins,
 * then the one that comes first on the map.
 * @param minAreaSquareMetres faces of exactly this area stay
 * @param pause see `VectoriseOptions`
 * @throws the signal's reason when aborted
 */
export async function sieve(
  map: PlanarMap,
  minAreaSquareMetres: number,
  pause: () => Promise<void> = async () => {},
  signal?: CancelSignal,
): Promise<PlanarMap> {
  // 12 500 pixels of 0.04 m² are 500 m², whatever the last binary digit says.
  const minPixels = Math.ceil(minAreaSquareMetres / pixelAreaSquareMetres(map.grid) - 1e-6);
  const merger = new Merger(map);
  const queue = new SmallestFirst(map.faces.count);
  for (let face = 0; face < map.faces.count; face++) {
    if (map.faces.pixels[face]! < minPixels) queue.push(face, map.faces.pixels[face]!);
  }
  if (queue.size === 0) return map;
  for (let step = 1; queue.size > 0; step++) {
    if (step % MERGERS_PER_PAUSE === 0) await pause();
    if (step % MERGERS_PER_PAUSE === 0) signal?.throwIfAborted();
    const pixels = queue.smallestKey;
    const face = queue.pop();
    if (!merger.isFace(face)) continue;
    if (merger.pixels[face] === pixels) merger.mergeIntoNeighbour(face);
    else if (merger.pixels[face]! < minPixels) queue.push(face, merger.pixels[face]!);
  }
  signal?.throwIfAborted();
  return merger.finish();
}

/** Faces as sets of the map's faces. Each knows the half-edges that had one of its parts on the left, as a linked list. */
class Merger {
  readonly #map: PlanarMap;
  readonly #parent: Int32Array;
  readonly pixels: Float64Array;
  readonly #confidence: Float64Array;
  readonly #firstEdge: Int32Array;
  readonly #lastEdge: Int32Array;
  readonly #nextEdge: Int32Array;
  readonly #lengths: Float64Array;
  /** border with the face being merged, by neighbour; 0 between two mergers */
  readonly #border: Float64Array;

  constructor(map: PlanarMap) {
    const { arcs, faces } = map;
    this.#map = map;
    this.#parent = new Int32Array(faces.count).map((_, face) => face);
    this.pixels = Float64Array.from(faces.pixels);
    this.#confidence = faces.confidence.map((mean, face) => mean * faces.pixels[face]!);
    this.#firstEdge = new Int32Array(faces.count).fill(-1);
    this.#lastEdge = new Int32Array(faces.count).fill(-1);
    this.#nextEdge = new Int32Array(2 * arcs.count).fill(-1);
    this.#lengths = new Float64Array(arcs.count);
    this.#border = new Float64Array(faces.count);
    for (let arc = 0; arc < arcs.count; arc++) this.#lengths[arc] = arcLength(arcs, arc);
    for (let edge = 0; edge < 2 * arcs.count; edge++) {
      const face = leftOf(arcs, edge);
      if (face !== OUTSIDE) this.#chain(face, edge, edge);
    }
  }

  /** Whether `face` has not been merged into another. */
  isFace(face: number): boolean {
    return this.#parent[face] === face;
  }

  /** Does nothing to a face without neighbour. */
  mergeIntoNeighbour(face: number): void {
    const neighbours: number[] = [];
    for (let edge = this.#firstEdge[face]!; edge >= 0; edge = this.#nextEdge[edge]!) {
      const beyond = leftOf(this.#map.arcs, edge ^ 1);
      if (beyond === OUTSIDE) continue;
      const neighbour = rootOf(this.#parent, beyond);
      if (neighbour === face) continue;
      if (this.#border[neighbour] === 0) neighbours.push(neighbour);
      this.#border[neighbour] = this.#border[neighbour]! + this.#lengths[edge >> 1]!;
    }
    let into = OUTSIDE;
    for (const neighbour of neighbours) {
      if (into === OUTSIDE || this.#isBetter(neighbour, into)) into = neighbour;
    }
    for (const neighbour of neighbours) this.#border[neighbour] = 0;
    if (into === OUTSIDE) return;
    this.#absorb(into, face);
    const { numero } = this.#map.faces;
    for (const neighbour of neighbours) {
      if (neighbour !== into && numero[neighbour] === numero[into]) this.#absorb(into, neighbour);
    }
  }

  finish(): PlanarMap {
    const { count, numero } = this.#map.faces;
    const faceOf = new Int32Array(count);
    // Numbered anew in the order of the first part, so that the result has the order of a traced map.
    const numbers = new Int32Array(count).fill(-1);
    let kept = 0;
    for (let face = 0; face < count; face++) {
      const root = rootOf(this.#parent, face);
      if (numbers[root] === -1) numbers[root] = kept++;
      faceOf[face] = numbers[root]!;
    }
    const faces: Faces = {
      count: kept,
      numero: new Uint8Array(kept),
      pixels: new Uint32Array(kept),
      confidence: new Float64Array(kept),
    };
    for (let face = 0; face < count; face++) {
      if (!this.isFace(face)) continue;
      const to = numbers[face]!;
      faces.numero[to] = numero[face]!;
      faces.pixels[to] = this.pixels[face]!;
      faces.confidence[to] = this.#confidence[face]! / this.pixels[face]!;
    }
    return dissolve(this.#map, faceOf, faces);
  }

  #isBetter(a: number, b: number): boolean {
    if (this.#border[a] !== this.#border[b]) return this.#border[a]! > this.#border[b]!;
    if (this.pixels[a] !== this.pixels[b]) return this.pixels[a]! > this.pixels[b]!;
    return a < b;
  }

  #absorb(into: number, face: number): void {
    this.#parent[face] = into;
    this.pixels[into] = this.pixels[into]! + this.pixels[face]!;
    this.#confidence[into] = this.#confidence[into]! + this.#confidence[face]!;
    this.#chain(into, this.#firstEdge[face]!, this.#lastEdge[face]!);
  }

  /** Appends the list from `first` to `last` to the half-edges of `face`. */
  #chain(face: number, first: number, last: number): void {
    if (this.#firstEdge[face] === -1) this.#firstEdge[face] = first;
    else this.#nextEdge[this.#lastEdge[face]!] = first;
    this.#lastEdge[face] = last;
  }
}

/** Binary heap of faces by key, then by number. */
class SmallestFirst {
  readonly #faces: number[] = [];
  readonly #keys: Float64Array;
  size = 0;

  constructor(faces: number) {
    this.#keys = new Float64Array(faces);
  }

  /** key of what `pop` gives next */
  get smallestKey(): number {
    return this.#keys[this.#faces[0]!]!;
  }

  /** A face is in the queue once at most. */
  push(face: number, key: number): void {
    this.#keys[face] = key;
    let at = this.size++;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!this.#isBefore(face, this.#faces[above]!)) break;
      this.#faces[at] = this.#faces[above]!;
      at = above;
    }
    this.#faces[at] = face;
  }

  pop(): number {
    const top = this.#faces[0]!;
    const face = this.#faces[--this.size]!;
    let at = 0;
    for (let below = 1; below < this.size; below = 2 * at + 1) {
      if (below + 1 < this.size && this.#isBefore(this.#faces[below + 1]!, this.#faces[below]!)) below++;
      if (!this.#isBefore(this.#faces[below]!, face)) break;
      this.#faces[at] = this.#faces[below]!;
      at = below;
    }
    this.#faces[at] = face;
    return top;
  }

  #isBefore(a: number, b: number): boolean {
    return this.#keys[a] === this.#keys[b] ? a < b : this.#keys[a]! < this.#keys[b]!;
  }
}
