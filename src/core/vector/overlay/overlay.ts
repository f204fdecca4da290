/** Which face of a map and which zones are on either side of every border of both. */
import { rootOf } from "../arrays.ts";
import { OUTSIDE, type PlanarMap } from "../coverage.ts";
import { type Around, around } from "./around.ts";
import { type Lattice, latticeOf, type Zone } from "./lattice.ts";
import { nearestLeft } from "./nearest-left.ts";
import { type Pieces, piecesOf, UNKNOWN, Walk } from "./pieces.ts";
import { snapping } from "./snap.ts";
import { EMPTY_SET, ZoneSets } from "./zone-sets.ts";

export type { Lattice, Zone } from "./lattice.ts";

export interface Overlay {
  readonly lattice: Lattice;
  readonly pieces: Pieces;
  readonly walk: Walk;
  readonly turns: Around;
  /** by half-edge: face of the map on its left, or `OUTSIDE` */
  readonly face: Int32Array;
  /** by half-edge: the set of zones on its left, a number of `sets` */
  readonly set: Int32Array;
  readonly sets: ZoneSets;
}

/**
 * Lays zones, numbered by their place in the list, over a map. They may overlap, share borders and reach outside.
 * Linear in the map's points, plus what zones cross; see `snap.ts` for what is exact.
 * @param lattice one with a narrower frame, where the map is a part of a map
 */
export function overlay(map: PlanarMap, zones: readonly Zone[], lattice = latticeOf(map)): Overlay {
  const steps = overlaying(map, zones, lattice);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same, one step at a time: yields the share done, 0–1, wherever it may rest. */
export function* overlaying(
  map: PlanarMap,
  zones: readonly Zone[],
  lattice = latticeOf(map),
): Generator<number, Overlay> {
  const sets = new ZoneSets();
  const steps = snapping(map, zones, lattice, sets);
  let snap = steps.next();
  for (; !snap.done; snap = steps.next()) yield 0.65 * snap.value;
  const pieces = piecesOf(map, snap.value, lattice.factor, sets);
  yield 0.75;
  const walk = new Walk(map, pieces, lattice.factor);
  const turns = around(pieces, walk);
  yield 0.8;
  const west = westEnds(pieces, walk, turns);
  yield 0.85;
  return { lattice, pieces, walk, turns, sets, ...label(pieces, walk, turns, west, sets) };
}

/** The westernmost corner of a connected group of pieces, and the half-edge there that has the west on its left. */
interface WestEnd {
  x: number;
  y: number;
  edge: number;
}

/** One for each connected group of pieces, from west to east. */
function westEnds(pieces: Pieces, walk: Walk, { offsets, slots }: Around): WestEnd[] {
  const { count, start, end } = pieces;
  const parent = Int32Array.from({ length: count }, (_, piece) => piece);
  for (let vertex = 0; vertex < pieces.vertices; vertex++) {
    for (let slot = offsets[vertex]! + 1; slot < offsets[vertex + 1]!; slot++) {
      parent[rootOf(parent, slots[slot]! >> 1)] = rootOf(parent, slots[slot - 1]! >> 1);
    }
  }
  const ends = new Map<number, WestEnd & { piece: number; at: number }>();
  for (let piece = 0; piece < count; piece++) {
    const group = rootOf(parent, piece);
    let west = ends.get(group);
    if (west === undefined) {
      west = { x: Infinity, y: 0, edge: -1, piece, at: 0 };
      ends.set(group, west);
    }
    walk.of(piece);
    for (let at = 0; at < walk.count; at++) {
      const x = walk.x(at);
      if (x > west.x || (x === west.x && walk.y(at) <= west.y)) continue;
      west.x = x;
      west.y = walk.y(at);
      west.piece = piece;
      west.at = at;
    }
  }
  for (const west of ends.values()) {
    const { piece, at, x, y } = west;
    const last = walk.of(piece).count - 1;
    const vertex = at === 0 ? start[piece]! : at === last ? end[piece]! : -1;
    if (vertex >= 0) {
      // Sorted clockwise from "straight right": no half-edge goes further west, so the first beyond "down" is the
      // first that goes up, and the west is to the left of it, or of the first of all if none goes up.
      const leaving = slots.subarray(offsets[vertex]!, offsets[vertex + 1]!);
      west.edge = leaving.find((edge) => goesUp(walk, edge)) ?? leaving[0]!;
      continue;
    }
    // A loop repeats its first point.
    const before = at === 0 ? last - 1 : at - 1;
    const after = at === last ? 1 : at + 1;
    const turn = (walk.x(after) - x) * (walk.y(before) - y) - (walk.y(after) - y) * (walk.x(before) - x);
    west.edge = 2 * piece + Number(turn < 0);
  }
  return [...ends.values()].sort((one, other) => one.x - other.x || other.y - one.y);
}

function goesUp(walk: Walk, edge: number): boolean {
  const last = walk.of(edge >> 1).count - 1;
  return edge & 1 ? walk.y(last - 1) < walk.y(last) : walk.y(1) < walk.y(0);
}

function label(
  pieces: Pieces,
  walk: Walk,
  { cycle }: Around,
  west: readonly WestEnd[],
  sets: ZoneSets,
): Pick<Overlay, "face" | "set"> {
  const edges = 2 * pieces.count;
  // Half-edges by cycle, as linked lists.
  const firstOf = new Int32Array(edges).fill(-1);
  const nextOf = new Int32Array(edges);
  for (let edge = edges - 1; edge >= 0; edge--) {
    nextOf[edge] = firstOf[cycle[edge]!]!;
    firstOf[cycle[edge]!] = edge;
  }

  // Zones: from the west, where only what lies further west can say, then across every border.
  const set = new Int32Array(edges).fill(-1);
  const zoneWestOf = nearestLeft(pieces, walk, (piece) => pieces.bounds[piece] !== EMPTY_SET, west);
  west.forEach(({ edge: outer }, group) => {
    const beyond = zoneWestOf[group]!;
    set[cycle[outer]!] = beyond < 0 ? EMPTY_SET : set[cycle[beyond]!]!;
    const queue = [cycle[outer]!];
    for (let from = queue.pop(); from !== undefined; from = queue.pop()) {
      for (let edge = firstOf[from]!; edge >= 0; edge = nextOf[edge]!) {
        const across = cycle[edge ^ 1]!;
        if (set[across]! >= 0) continue;
        set[across] = sets.xor(set[from]!, pieces.bounds[edge >> 1]!);
        queue.push(across);
      }
    }
  });

  // Faces: arcs know theirs; a border of zones only has the same face on both sides, down to groups without any arc.
  const face = new Int32Array(edges).fill(UNKNOWN);
  const queue: number[] = [];
  const learn = (at: number, known: number): void => {
    if (face[at] !== UNKNOWN) return;
    face[at] = known;
    queue.push(at);
  };
  const spread = (): void => {
    for (let from = queue.pop(); from !== undefined; from = queue.pop()) {
      for (let edge = firstOf[from]!; edge >= 0; edge = nextOf[edge]!) {
        if (pieces.left[edge >> 1] === UNKNOWN) learn(cycle[edge ^ 1]!, face[from]!);
      }
    }
  };
  for (let piece = 0; piece < pieces.count; piece++) {
    if (pieces.left[piece] === UNKNOWN) continue;
    learn(cycle[2 * piece]!, pieces.left[piece]!);
    learn(cycle[2 * piece + 1]!, pieces.right[piece]!);
  }
  spread();
  const lonely = west.filter(({ edge }) => face[cycle[edge]!] === UNKNOWN);
  const faceWestOf = nearestLeft(pieces, walk, (piece) => pieces.left[piece] !== UNKNOWN, lonely);
  lonely.forEach(({ edge }, group) => {
    const beyond = faceWestOf[group]!;
    learn(cycle[edge]!, beyond < 0 ? OUTSIDE : face[cycle[beyond]!]!);
  });
  spread();
  return { face: face.map((_, edge) => face[cycle[edge]!]!), set: set.map((_, edge) => set[cycle[edge]!]!) };
}
