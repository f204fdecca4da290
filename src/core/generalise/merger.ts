import type { Affinity } from "../landcover/affinity.ts";
import { woodOf } from "../landcover/stands.ts";
import { rootOf } from "../vector/arrays.ts";
import { arcLength, type Faces, leftOf, OUTSIDE, type PlanarMap } from "../vector/coverage.ts";
import { dissolve } from "../vector/dissolve.ts";

/**
 * Faces as sets of the map's faces, each named by the member that comes first on the map. Each knows the half-edges that had one of its
 * parts on the left, as a linked list, so that joining two costs the same whatever their size.
 */
export class Merger {
  readonly #map: PlanarMap;
  readonly #affinity: Affinity;
  readonly #parent: Int32Array;
  readonly numero: Uint8Array;
  readonly pixels: Float64Array;
  /** of a face's pixels, those in the built zone */
  readonly #inZone: Float64Array;
  /** sum over the pixels, in the whole numbers that they are stored in: equal means compare equal */
  readonly #confidence: Float64Array;
  readonly #firstEdge: Int32Array;
  readonly #lastEdge: Int32Array;
  readonly #nextEdge: Int32Array;
  readonly #lengths: Float64Array;
  /** border with the face being merged, by neighbour; 0 between two mergers */
  readonly #border: Float64Array;

  constructor(map: PlanarMap, affinity: Affinity, inZone: Float64Array) {
    const { arcs, faces } = map;
    this.#map = map;
    this.#affinity = affinity;
    this.#parent = new Int32Array(faces.count).map((_, face) => face);
    this.numero = faces.numero.slice();
    this.pixels = Float64Array.from(faces.pixels);
    this.#inZone = inZone.slice();
    this.#confidence = faces.confidence.map((mean, face) => Math.round(255 * mean * faces.pixels[face]!));
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

  /** Inside the built zone: at least half of it is. */
  isInZone(face: number): boolean {
    return 2 * this.#inZone[face]! >= this.pixels[face]!;
  }

  /**
   * Gives a face to the neighbour with the longest common border weighted by class affinity; of equal ones the one with
   * the higher mean confidence, then the larger, then the first on the map. Faces of one class that come to touch join.
   * @returns the face they have become; `OUTSIDE` for a face without neighbour, which stays
   */
  mergeIntoNeighbour(face: number): number {
    const { numero } = this;
    const neighbours: number[] = [];
    for (let edge = this.#firstEdge[face]!; edge >= 0; edge = this.#nextEdge[edge]!) {
      const beyond = leftOf(this.#map.arcs, edge ^ 1);
      if (beyond === OUTSIDE) continue;
      const neighbour = rootOf(this.#parent, beyond);
      if (neighbour === face) continue;
      if (this.#border[neighbour] === 0) neighbours.push(neighbour);
      this.#border[neighbour] = this.#border[neighbour]! + this.#lengths[edge >> 1]!;
    }
    for (const neighbour of neighbours) {
      const weight = this.#affinity[256 * numero[face]! + numero[neighbour]!]!;
      this.#border[neighbour] = this.#border[neighbour]! * weight;
    }
    let into = OUTSIDE;
    for (const neighbour of neighbours) {
      if (into === OUTSIDE || this.#isBetter(neighbour, into)) into = neighbour;
    }
    for (const neighbour of neighbours) this.#border[neighbour] = 0;
    if (into === OUTSIDE) return OUTSIDE;
    const became = numero[into]!;
    let joined = this.#join(into, face);
    for (const neighbour of neighbours) {
      if (neighbour !== into && numero[neighbour] === became) joined = this.#join(joined, neighbour);
    }
    this.numero[joined] = became;
    return joined;
  }

  /** The map of what the faces have become, in the order of a traced map: by their first pixel. */
  finish(): PlanarMap {
    const { count } = this.#map.faces;
    const faceOf = new Int32Array(count);
    let kept = 0;
    for (let face = 0; face < count; face++) {
      const root = rootOf(this.#parent, face);
      faceOf[face] = root === face ? kept++ : faceOf[root]!;
    }
    const faces: Faces = {
      count: kept,
      numero: new Uint8Array(kept),
      pixels: new Uint32Array(kept),
      confidence: new Float64Array(kept),
      wood: woodOf(this.#map.faces, faceOf, kept),
    };
    for (let face = 0; face < count; face++) {
      if (!this.isFace(face)) continue;
      const to = faceOf[face]!;
      faces.numero[to] = this.numero[face]!;
      faces.pixels[to] = this.pixels[face]!;
      faces.confidence[to] = this.#confidence[face]! / (255 * this.pixels[face]!);
    }
    return dissolve(this.#map, faceOf, faces);
  }

  #isBetter(a: number, b: number): boolean {
    if (this.#border[a] !== this.#border[b]) return this.#border[a]! > this.#border[b]!;
    const [sure, lessSure] = [this.#meanConfidence(a), this.#meanConfidence(b)];
    if (sure > lessSure || sure < lessSure) return sure > lessSure; // neither where it is not known
    if (this.pixels[a] !== this.pixels[b]) return this.pixels[a]! > this.pixels[b]!;
    return a < b;
  }

  #meanConfidence(face: number): number {
    return this.#confidence[face]! / this.pixels[face]!;
  }

  #join(one: number, other: number): number {
    const into = Math.min(one, other);
    const face = Math.max(one, other);
    this.#parent[face] = into;
    this.pixels[into] = this.pixels[into]! + this.pixels[face]!;
    this.#inZone[into] = this.#inZone[into]! + this.#inZone[face]!;
    this.#confidence[into] = this.#confidence[into]! + this.#confidence[face]!;
    this.#chain(into, this.#firstEdge[face]!, this.#lastEdge[face]!);
    return into;
  }

  /** Appends the list from `first` to `last` to the half-edges of `face`. */
  #chain(face: number, first: number, last: number): void {
    if (this.#firstEdge[face] === -1) this.#firstEdge[face] = first;
    else this.#nextEdge[this.#lastEdge[face]!] = first;
    this.#lastEdge[face] = last;
  }
}
