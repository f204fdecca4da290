/** What pieces of an overlay divide the ground into, and the map they make. */
import { ArcWriter } from "./arc-writer.ts";
import { rootOf } from "./arrays.ts";
import { type Arcs, type Nodes, OUTSIDE } from "./coverage.ts";
import { Moments } from "./moments.ts";
import { nearestLeft } from "./overlay/nearest-left.ts";
import type { Overlay } from "./overlay/overlay.ts";

/** Some of an overlay's pieces, and those that leave each vertex, clockwise: see `Around`. */
export interface KeptSlots {
  /** by piece */
  readonly isKept: Uint8Array;
  readonly offsets: Int32Array;
  readonly slots: Int32Array;
}

export function keptSlots({ pieces, turns }: Overlay, isWanted: (piece: number) => boolean): KeptSlots {
  const isKept = new Uint8Array(pieces.count).map((_, piece) => Number(isWanted(piece)));
  const offsets = new Int32Array(pieces.vertices + 1);
  const slots = new Int32Array(turns.slots.length);
  for (let vertex = 0; vertex < pieces.vertices; vertex++) {
    let end = offsets[vertex]!;
    for (let slot = turns.offsets[vertex]!; slot < turns.offsets[vertex + 1]!; slot++) {
      const edge = turns.slots[slot]!;
      if (isKept[edge >> 1] === 1) slots[end++] = edge;
    }
    offsets[vertex + 1] = end;
  }
  return { isKept, offsets, slots };
}

export interface Parts {
  /** by half-edge: the part on its left, or `OUTSIDE` */
  readonly partOf: Int32Array;
  /** by part: its number in `inside`, and its area */
  readonly faceOf: Int32Array;
  readonly pixels: Float64Array;
}

/**
 * The connected parts into which the kept pieces divide the ground that `inside` numbers, by half-edge; `OUTSIDE` is none
 * of it. Half-edges that follow each other around the ground on their left make a cycle;
 * a cycle that turns counter-clockwise is the outside of a part, the others are holes. A hole of a ground in several
 * parts is in the part that one meets when walking straight left from it.
 */
export function partsOf(
  { pieces, walk, lattice }: Overlay,
  { isKept, offsets, slots }: KeptSlots,
  inside: Int32Array,
): Parts {
  const edges = 2 * pieces.count;
  const parent = Int32Array.from({ length: edges }, (_, edge) => edge);
  for (let vertex = 0; vertex < pieces.vertices; vertex++) {
    const first = offsets[vertex]!;
    const degree = offsets[vertex + 1]! - first;
    for (let slot = 0; slot < degree; slot++) {
      const before = slots[first + ((slot + degree - 1) % degree)]!;
      parent[rootOf(parent, slots[first + slot]!)] = rootOf(parent, before ^ 1);
    }
  }
  const cycle = parent.map((_, edge) => rootOf(parent, edge));

  const moments = new Moments(edges);
  const westOf = new Map<number, { x: number; y: number }>();
  for (let edge = 0; edge < edges; edge++) {
    if (isKept[edge >> 1] === 0 || inside[edge] === OUTSIDE) continue;
    walk.of(edge >> 1);
    const root = cycle[edge]!;
    const west = westOf.get(root) ?? { x: Infinity, y: 0 };
    westOf.set(root, west);
    for (let at = 0; at < walk.count; at++) {
      const x = walk.x(at);
      const y = walk.y(at);
      if (x < west.x || (x === west.x && y > west.y)) {
        west.x = x;
        west.y = y;
      }
      if (at === 0) continue;
      // y counts downwards: ground on the left has its area counted backwards.
      if (edge & 1) moments.add(root, walk.x(at - 1), walk.y(at - 1), x, y);
      else moments.add(root, x, y, walk.x(at - 1), walk.y(at - 1));
    }
  }

  // Parts in the order of their faces.
  const outer = [...westOf.keys()].filter((root) => moments.area(root) > 0);
  outer.sort((one, other) => inside[one]! - inside[other]! || one - other);
  const faceOf = Int32Array.from(outer, (root) => inside[root]!);
  const partOfCycle = new Int32Array(edges).fill(OUTSIDE);
  const onlyPart = new Map<number, number | undefined>();
  outer.forEach((root, part) => {
    partOfCycle[root] = part;
    onlyPart.set(inside[root]!, onlyPart.has(inside[root]!) ? undefined : part);
  });
  const holes = [...westOf.keys()].filter((root) => moments.area(root) <= 0);
  const unsure: number[] = [];
  for (const root of holes) {
    const only = onlyPart.get(inside[root]!);
    if (only === undefined) unsure.push(root);
    else partOfCycle[root] = only;
  }
  unsure.sort((one, other) => westOf.get(one)!.x - westOf.get(other)!.x);
  const places = unsure.map((root) => westOf.get(root)!);
  const found = nearestLeft(pieces, walk, (piece) => isKept[piece] === 1, places);
  unsure.forEach((root, hole) => {
    partOfCycle[root] = partOfCycle[cycle[found[hole]!]!]!;
  });

  const pixels = new Float64Array(outer.length);
  for (const root of westOf.keys()) {
    const part = partOfCycle[root]!;
    pixels[part] = pixels[part]! + moments.area(root) / lattice.unit ** 2;
  }
  return {
    partOf: cycle.map((root, edge) => (inside[edge] === OUTSIDE ? OUTSIDE : partOfCycle[root]!)),
    faceOf,
    pixels,
  };
}

/** Kept pieces strung together where only two meet, as arcs between the parts. */
export function assemble(
  { pieces, walk }: Overlay,
  { isKept, offsets, slots }: KeptSlots,
  partOf: Int32Array,
): { arcs: Arcs; nodes: Nodes } {
  const nodeOf = new Int32Array(pieces.vertices).fill(-1);
  let nodes = 0;
  let slotsEach = 4;
  for (let vertex = 0; vertex < pieces.vertices; vertex++) {
    const degree = offsets[vertex + 1]! - offsets[vertex]!;
    if (degree < 3) continue;
    nodeOf[vertex] = nodes++;
    slotsEach = Math.max(slotsEach, degree);
  }
  let points = 0;
  let count = 0;
  for (let piece = 0; piece < pieces.count; piece++) {
    if (isKept[piece] === 0) continue;
    points += walk.of(piece).count;
    count++;
  }
  const writer = new ArcWriter(count, points, nodes, slotsEach);
  const startOf = (edge: number): number => (edge & 1 ? pieces.end : pieces.start)[edge >> 1]!;
  const startSlot = (edge: number): number => {
    const vertex = startOf(edge);
    if (vertex < 0 || nodeOf[vertex]! < 0) return -1;
    return slotsEach * nodeOf[vertex]! + slots.indexOf(edge, offsets[vertex]!) - offsets[vertex]!;
  };
  const used = new Uint8Array(pieces.count);
  const write = (first: number): void => {
    writer.begin(partOf[first]!, partOf[first ^ 1]!, startSlot(first));
    for (let edge = first; ; ) {
      used[edge >> 1] = 1;
      walk.of(edge >> 1);
      if (edge & 1) for (let at = walk.count - 1; at >= 0; at--) writer.append(walk.x(at), walk.y(at));
      else for (let at = 0; at < walk.count; at++) writer.append(walk.x(at), walk.y(at));
      const slot = startSlot(edge ^ 1);
      const vertex = startOf(edge ^ 1);
      // Two meet here: on with the other one. A loop without a vertex ends where it started.
      const [one, other] = slots.subarray(offsets[vertex], offsets[vertex + 1]);
      const next = slot >= 0 || vertex < 0 ? first : one === (edge ^ 1) ? other! : one!;
      if (next === first) {
        writer.end(slot);
        return;
      }
      edge = next;
    }
  };
  for (let edge = 0; edge < 2 * pieces.count; edge++) {
    if (isKept[edge >> 1] === 1 && used[edge >> 1] === 0 && startSlot(edge) >= 0) write(edge);
  }
  for (let piece = 0; piece < pieces.count; piece++) {
    if (isKept[piece] === 1 && used[piece] === 0) write(2 * piece);
  }
  return writer.finish();
}
