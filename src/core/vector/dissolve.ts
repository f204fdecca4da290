import { ArcWriter } from "./arc-writer.ts";
import { type Faces, OUTSIDE, type PlanarMap } from "./coverage.ts";

/**
 * The map whose faces are unions of `map`'s: face `f` becomes part of `faceOf[f]`, described by `faces`. Arcs inside a
 * union disappear; arcs that met in a node where nothing else arrives any more become one.
 */
export function dissolve(map: PlanarMap, faceOf: Int32Array, faces: Faces): PlanarMap {
  const { arcs, nodes } = map;
  const { slotsEach } = nodes;
  const left = renumber(arcs.left, faceOf);
  const right = renumber(arcs.right, faceOf);
  const isKept = (edge: number): boolean => edge >= 0 && left[edge >> 1] !== right[edge >> 1];

  // Old node → new one, −1 where fewer than three arcs remain.
  const nodeOf = new Int32Array(nodes.count).fill(-1);
  let keptNodes = 0;
  for (let node = 0; node < nodes.count; node++) {
    let degree = 0;
    for (let slot = 0; slot < slotsEach; slot++) degree += Number(isKept(nodes.slots[slotsEach * node + slot]!));
    if (degree > 2) nodeOf[node] = keptNodes++;
  }
  let keptArcs = 0;
  let keptPoints = 0;
  for (let arc = 0; arc < arcs.count; arc++) {
    if (!isKept(2 * arc)) continue;
    keptArcs++;
    keptPoints += arcs.offsets[arc + 1]! - arcs.offsets[arc]!;
  }

  const writer = new ArcWriter(keptArcs, keptPoints, keptNodes, slotsEach);
  const used = new Uint8Array(arcs.count);
  /** The new slot at the old node where `edge` starts, −1 if that node is gone. */
  const startSlot = (edge: number): number => {
    const node = (edge & 1 ? arcs.endNode : arcs.startNode)[edge >> 1]!;
    if (node < 0 || nodeOf[node]! < 0) return -1;
    return slotsEach * nodeOf[node]! + nodes.slots.indexOf(edge, slotsEach * node) - slotsEach * node;
  };
  /** The other arc at the node where `edge` ends, a node of two arcs; `edge` itself for a loop without node. */
  const passThrough = (edge: number): number => {
    const node = (edge & 1 ? arcs.startNode : arcs.endNode)[edge >> 1]!;
    for (let slot = 0; node >= 0 && slot < slotsEach; slot++) {
      const next = nodes.slots[slotsEach * node + slot]!;
      if (next !== (edge ^ 1) && isKept(next)) return next;
    }
    return edge;
  };
  const write = (first: number): void => {
    writer.begin((first & 1 ? right : left)[first >> 1]!, (first & 1 ? left : right)[first >> 1]!, startSlot(first));
    let edge = first;
    for (;;) {
      used[edge >> 1] = 1;
      appendPoints(writer, map, edge);
      const slot = startSlot(edge ^ 1);
      const next = slot < 0 ? passThrough(edge) : first;
      if (next === first) {
        writer.end(slot);
        return;
      }
      edge = next;
    }
  };
  for (let edge = 0; edge < 2 * arcs.count; edge++) {
    if (isKept(edge) && used[edge >> 1] === 0 && startSlot(edge) >= 0) write(edge);
  }
  for (let arc = 0; arc < arcs.count; arc++) if (isKept(2 * arc) && used[arc] === 0) write(2 * arc);
  return { grid: map.grid, unit: map.unit, faces, ...writer.finish() };
}

function renumber(facesOfArcs: Int32Array, faceOf: Int32Array): Int32Array {
  return facesOfArcs.map((face) => (face === OUTSIDE ? OUTSIDE : faceOf[face]!));
}

function appendPoints(writer: ArcWriter, { arcs: { offsets, points } }: PlanarMap, edge: number): void {
  const first = offsets[edge >> 1]!;
  const last = offsets[(edge >> 1) + 1]! - 1;
  if (edge & 1) for (let at = last; at >= first; at--) writer.append(points[2 * at]!, points[2 * at + 1]!);
  else for (let at = first; at <= last; at++) writer.append(points[2 * at]!, points[2 * at + 1]!);
}
