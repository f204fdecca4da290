import { woodOf } from "../landcover/stands.ts";
import { joined, rootOf } from "./arrays.ts";
import { type Arcs, type Coverage, type Faces, OUTSIDE, type PlanarMap } from "./coverage.ts";
import { dissolve } from "./dissolve.ts";
import { withRings } from "./rings.ts";

/** Which faces border on which: all that groups need of a map. */
export interface FaceGraph {
  readonly arcs: Pick<Arcs, "count" | "left" | "right">;
  readonly faces: { readonly count: number };
}

/** Faces joined across the borders between equal keys. */
export interface Groups {
  readonly count: number;
  /** by face; groups are numbered by their first face */
  readonly of: Int32Array;
  /** by group: 1 where the outside (no data, or the edge of the map) is beyond its border */
  readonly meetsOutside: Uint8Array;
}

/** @param keys by face; faces that share a border and have the same key are in one group, those in a corner are not */
export function groupsOf(graph: FaceGraph, keys: ArrayLike<unknown>): Groups {
  return groupsAcross(graph, (left, right) => keys[left] === keys[right]);
}

/** @param isOpen whether a border between two faces joins them */
export function groupsAcross({ arcs, faces }: FaceGraph, isOpen: (left: number, right: number) => boolean): Groups {
  const parent = Int32Array.from({ length: faces.count }, (_, face) => face);
  for (let arc = 0; arc < arcs.count; arc++) {
    const left = arcs.left[arc]!;
    const right = arcs.right[arc]!;
    if (left === OUTSIDE || right === OUTSIDE || !isOpen(left, right)) continue;
    joined(parent, rootOf(parent, left), rootOf(parent, right));
  }
  const of = new Int32Array(faces.count);
  let count = 0;
  for (let face = 0; face < faces.count; face++) {
    const root = rootOf(parent, face);
    of[face] = root === face ? count++ : of[root]!;
  }
  const meetsOutside = new Uint8Array(count);
  for (let arc = 0; arc < arcs.count; arc++) {
    const left = arcs.left[arc]!;
    const right = arcs.right[arc]!;
    if (left === OUTSIDE && right !== OUTSIDE) meetsOutside[of[right]!] = 1;
    if (right === OUTSIDE && left !== OUTSIDE) meetsOutside[of[left]!] = 1;
  }
  return { count, of, meetsOutside };
}

export interface Dissolved {
  readonly coverage: Coverage;
  /** the face of the dissolved map that each face of the other one is part of */
  readonly faceOf: Int32Array;
}

/**
 * The map in which neighbours with the same key are one face: by cover code, by artificialisation, by whatever is known
 * of each face. A face takes the class of its largest part, and counts the pixels and the confidence of all.
 */
export function dissolveBy(map: PlanarMap, keys: ArrayLike<unknown>): Dissolved {
  const { count, of } = groupsOf(map, keys);
  const numero = new Uint8Array(count);
  const pixels = new Uint32Array(count);
  const confidence = new Float64Array(count);
  const largest = new Uint32Array(count);
  for (let face = 0; face < map.faces.count; face++) {
    const group = of[face]!;
    const part = map.faces.pixels[face]!;
    pixels[group] = pixels[group]! + part;
    confidence[group] = confidence[group]! + part * map.faces.confidence[face]!;
    if (part <= largest[group]!) continue;
    largest[group] = part;
    numero[group] = map.faces.numero[face]!;
  }
  for (let group = 0; group < count; group++) confidence[group] = confidence[group]! / pixels[group]!;
  const faces: Faces = { count, numero, pixels, confidence, wood: woodOf(map.faces, of, count) };
  return { coverage: withRings(dissolve(map, of, faces)), faceOf: of };
}
