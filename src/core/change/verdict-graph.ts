import { type Artificialisation, answerOf, artificialisationOn, BUILT } from "../landcover/artificialisation.ts";
import { OUTSIDE } from "../vector/coverage.ts";
import { type FaceGraph, groupsOf } from "../vector/groups.ts";
import { type ChangeMap, isChange } from "./change-map.ts";

/**
 * What is artificialised depends on connected ground, so a decision on one change may turn the verdict on its surroundings.
 * But no decision changes the cover or use of ground that is no change: connected, alike to the matrix and alike in being built or
 * not, it is one node here once and for all, and what it borders on one arc. A change is a node of its own. The verdicts
 * are those of the whole map, for a fraction of its faces.
 */
export class VerdictGraph {
  readonly #graph: FaceGraph;
  /** by face of the map: its node */
  readonly #nodeOf: Int32Array;
  /** by node: one of its faces, and its area in m² */
  readonly #faceOf: Int32Array;
  readonly #areas: Float64Array;

  /** @param planimetric m² by face */
  constructor(map: ChangeMap, planimetric: Float64Array) {
    const { covers, uses } = map.before;
    const keys = covers.map((cover, face) => {
      if (isChange(map, face)) return -1 - face;
      const use = uses[face]!;
      return Number(answerOf(cover, use, true)) + 2 * Number(answerOf(cover, use, false)) + 4 * Number(cover === BUILT);
    });
    const { count, of } = groupsOf(map, keys);
    this.#nodeOf = of;
    this.#faceOf = new Int32Array(count);
    this.#areas = new Float64Array(count);
    for (let face = 0; face < of.length; face++) {
      this.#faceOf[of[face]!] = face;
      this.#areas[of[face]!] = this.#areas[of[face]!]! + planimetric[face]!;
    }
    this.#graph = { arcs: bordersOf(map, of), faces: { count } };
  }

  /** Faces of one node have the same verdict, whatever is decided. */
  nodeAt(face: number): number {
    return this.#nodeOf[face]!;
  }

  /** @param covers,uses of each face of the map at one date; those of ground that is no change are the map's */
  decide(covers: readonly string[], uses: readonly (string | null)[]): Artificialisation {
    const ofNodes = <T>(values: readonly T[]): T[] => Array.from(this.#faceOf, (face) => values[face]!);
    const { verdicts, byThreshold } = artificialisationOn(this.#graph, this.#areas, ofNodes(covers), ofNodes(uses));
    const ofFaces = this.#nodeOf;
    return {
      verdicts: covers.map((_, face) => verdicts[ofFaces[face]!]!),
      byThreshold: Uint8Array.from(ofFaces, (node) => byThreshold[node]!),
    };
  }
}

/** Each pair of nodes that border on each other once, and each node that borders on the outside. */
function bordersOf({ arcs }: FaceGraph, nodeOf: Int32Array): FaceGraph["arcs"] {
  const nodeAt = (face: number): number => (face === OUTSIDE ? OUTSIDE : nodeOf[face]!);
  const pairs = new Float64Array(arcs.count);
  let count = 0;
  for (let arc = 0; arc < arcs.count; arc++) {
    const one = nodeAt(arcs.left[arc]!);
    const other = nodeAt(arcs.right[arc]!);
    if (one !== other) pairs[count++] = (Math.min(one, other) + 1) * PAIR + Math.max(one, other) + 1;
  }
  const unique = pairs
    .subarray(0, count)
    .sort()
    .filter((pair, at, all) => pair !== all[at - 1]);
  return {
    count: unique.length,
    left: Int32Array.from(unique, (pair) => Math.floor(pair / PAIR) - 1),
    right: Int32Array.from(unique, (pair) => (pair % PAIR) - 1),
  };
}

/** More than there are faces: a pair of nodes is one whole number below 2^53. */
const PAIR = 2 ** 26;
