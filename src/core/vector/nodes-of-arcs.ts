import { type Arcs, leftOf, type Nodes } from "./coverage.ts";
import { turn } from "./overlay/exact.ts";

/** Slots to a node as traced, at least. */
const LEAST_SLOTS = 4;

/**
 * The nodes of arcs that know their ends, the half-edges that leave each sorted clockwise.
 * @returns `wrongNode`: a point in which the faces on either side of a sector are not the same or two borders leave the
 * same way, so that something overlaps there
 */
export function nodesOf(arcs: Arcs): { readonly nodes: Nodes; readonly wrongNode: number | undefined } {
  const { startNode, endNode, offsets, points } = arcs;
  let count = 0;
  for (let arc = 0; arc < arcs.count; arc++) count = Math.max(count, startNode[arc]! + 1, endNode[arc]! + 1);
  const degree = new Int32Array(count);
  let slotsEach = LEAST_SLOTS;
  const count1 = (node: number): void => {
    if (node < 0) return;
    degree[node] = degree[node]! + 1;
    slotsEach = Math.max(slotsEach, degree[node]!);
  };
  for (let arc = 0; arc < arcs.count; arc++) {
    count1(startNode[arc]!);
    count1(endNode[arc]!);
  }
  const slots = new Int32Array(slotsEach * count).fill(-1);
  degree.fill(0);
  const put = (node: number, edge: number): void => {
    if (node < 0) return;
    slots[slotsEach * node + degree[node]!] = edge;
    degree[node] = degree[node]! + 1;
  };
  for (let arc = 0; arc < arcs.count; arc++) {
    put(startNode[arc]!, 2 * arc);
    put(endNode[arc]!, 2 * arc + 1);
  }
  /** the point a half-edge leaves and the next one */
  const origin = (edge: number): number => (edge & 1 ? offsets[(edge >> 1) + 1]! - 1 : offsets[edge >> 1]!);
  const second = (edge: number): number => origin(edge) + (edge & 1 ? -1 : 1);
  const isUpper = (edge: number): boolean => {
    const dx = points[2 * second(edge)]! - points[2 * origin(edge)]!;
    const dy = points[2 * second(edge) + 1]! - points[2 * origin(edge) + 1]!;
    return dy < 0 || (dy === 0 && dx < 0);
  };
  /** Negative where `one` comes first: clockwise from straight right, y counting downwards. */
  const clockwise = (one: number, other: number): number => {
    const half = Number(isUpper(one)) - Number(isUpper(other));
    if (half !== 0) return half;
    const o = origin(one);
    const a = second(one);
    const b = second(other);
    return -turn(
      points[2 * o]!,
      points[2 * o + 1]!,
      points[2 * a]!,
      points[2 * a + 1]!,
      points[2 * b]!,
      points[2 * b + 1]!,
    );
  };
  let wrongNode: number | undefined;
  for (let node = 0; node < count; node++) {
    const leaving = slots.subarray(slotsEach * node, slotsEach * node + degree[node]!).sort(clockwise);
    for (let slot = 0; slot < leaving.length; slot++) {
      const edge = leaving[slot]!;
      const after = leaving[(slot + 1) % leaving.length]!;
      // Clockwise of a half-edge lies what is on its right.
      if (leftOf(arcs, edge ^ 1) !== leftOf(arcs, after) || clockwise(edge, after) === 0) wrongNode ??= origin(edge);
    }
  }
  return { nodes: { count, slotsEach, slots }, wrongNode };
}
