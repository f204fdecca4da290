/** What pieces of an overlay divide the ground into, and the map they make. */
import { ArcWriter } from "./arc-writer.ts";
import { rootOf } from "./arrays.ts";
import { type Arcs, type Nodes, OUTSIDE } from "./coverage.ts";
import { Moments } from "./moments.ts";
import { firstNotBelow, nearestLeft } from "./overlay/nearest-left.ts";
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

  // Cycles of ground that counts, numbered as they are met.
  const numberOf = new Int32Array(edges).fill(-1);
  let count = 0;
  for (let edge = 0; edge < edges; edge++) {
    if (isKept[edge >> 1] === 0 || inside[edge] === OUTSIDE || numberOf[cycle[edge]!]! >= 0) continue;
    numberOf[cycle[edge]!] = count++;
  }
  const rootAt = new Int32Array(count);
  const moments = new Moments(count);
  const westX = new Float64Array(count).fill(Infinity);
  const westY = new Float64Array(count);
  for (let edge = 0; edge < edges; edge++) {
    if (isKept[edge >> 1] === 0 || inside[edge] === OUTSIDE) continue;
    walk.of(edge >> 1);
    const number = numberOf[cycle[edge]!]!;
    rootAt[number] = cycle[edge]!;
    let [leftmost, lowest] = [westX[number]!, westY[number]!];
    let bx = walk.x(0);
    let by = walk.y(0);
    for (let at = 0; at < walk.count; at++) {
      const x = walk.x(at);
      const y = walk.y(at);
      if (x < leftmost || (x === leftmost && y > lowest)) {
        leftmost = x;
        lowest = y;
      }
      // y counts downwards: ground on the left has its area counted backwards.
      if (edge & 1) moments.add(number, bx, by, x, y);
      else moments.add(number, x, y, bx, by);
      bx = x;
      by = y;
    }
    westX[number] = leftmost;
    westY[number] = lowest;
  }

  // Parts in the order of their faces.
  const groundAt = (number: number): number => inside[rootAt[number]!]!;
  const numbers = Array.from(rootAt, (_, number) => number);
  const outer = numbers.filter((number) => moments.area(number) > 0);
  outer.sort((one, other) => groundAt(one) - groundAt(other) || rootAt[one]! - rootAt[other]!);
  const faceOf = Int32Array.from(outer, groundAt);
  const partOfCycle = new Int32Array(count).fill(OUTSIDE);
  outer.forEach((number, part) => {
    partOfCycle[number] = part;
  });
  /** the part of a ground that is in one; in the order of grounds, the others are neighbours */
  const onlyPart = (ground: number): number | undefined => {
    const first = firstNotBelow(faceOf, ground);
    return faceOf[first] === ground && faceOf[first + 1] !== ground ? first : undefined;
  };
  const holes = numbers.filter((number) => moments.area(number) <= 0);
  const unsure: number[] = [];
  for (const number of holes) {
    const only = onlyPart(groundAt(number));
    if (only === undefined) unsure.push(number);
    else partOfCycle[number] = only;
  }
  unsure.sort((one, other) => westX[one]! - westX[other]!);
  const places = unsure.map((number) => ({ x: westX[number]!, y: westY[number]! }));
  const found = nearestLeft(pieces, walk, (piece) => isKept[piece] === 1, places);
  unsure.forEach((number, hole) => {
    partOfCycle[number] = partOfCycle[numberOf[cycle[found[hole]!]!]!]!;
  });

  const pixels = new Float64Array(outer.length);
  for (let number = 0; number < count; number++) {
    const part = partOfCycle[number]!;
    pixels[part] = pixels[part]! + moments.area(number) / lattice.unit ** 2;
  }
  return {
    partOf: cycle.map((root, edge) => {
      const number = inside[edge] === OUTSIDE ? -1 : numberOf[root]!;
      return number < 0 ? OUTSIDE : partOfCycle[number]!;
    }),
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
