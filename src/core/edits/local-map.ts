import { OUTSIDE, type PlanarMap } from "../vector/coverage.ts";
import { type Lattice, latticeOf, ringsOnLattice } from "../vector/overlay/lattice.ts";
import { type Overlay, overlay, type Zone } from "../vector/overlay/overlay.ts";
import type { EditableMap } from "./editable-map.ts";
import { edgeLeftOf } from "./face-rings.ts";

/** A rectangle on the lattice, its border included. */
export interface Box {
  minX: number;
  minY: number;
  maxX: number;
  maxY: number;
}

export const grown = ({ minX, minY, maxX, maxY }: Box, by: number): Box => ({
  minX: minX - by,
  minY: minY - by,
  maxX: maxX + by,
  maxY: maxY + by,
});

/** A shape laid over the part of a map that lies there. */
export interface LocalOverlay {
  readonly laid: Overlay;
  readonly local: LocalMap;
  /** the first arcs of the local map, so many, have all their surroundings in it */
  readonly near: number;
  /** of the shape */
  readonly box: Box;
}

/** Steps around a shape in which a border may be led through a point of it. */
const REACH = 2;

/** Undefined for a shape that lies outside the map's frame. */
export function overlayNear(map: EditableMap, shape: Zone): LocalOverlay | undefined {
  const rings = ringsOnLattice(shape, map, latticeOf(map));
  const box = boxOf(rings);
  if (box === undefined) return undefined;
  // Of a ring that meets no border: in which face it lies.
  const beside = rings.map((ring) => edgeLeftOf(map, ...westOf(ring)) >> 1).filter((arc) => arc >= 0);
  let reach = grown(box, REACH);
  reach = withSegments(map, arcsNear(map, reach), reach);
  for (;;) {
    const near = arcsNear(map, reach);
    const local = localMap(map, near, beside, reach);
    const laid = overlay(local.map, [shape], local.lattice);
    const further = withMoved(local, laid, reach);
    if (further === reach) return { laid, local, near: near.length, box };
    reach = further;
  }
}

function boxOf(rings: readonly Int32Array[]): Box | undefined {
  const box: Box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (const ring of rings) for (let at = 0; at < ring.length; at += 2) include(box, ring[at]!, ring[at + 1]!);
  return box.minX > box.maxX ? undefined : box;
}

export function include(box: Box, x: number, y: number): void {
  box.minX = Math.min(box.minX, x);
  box.minY = Math.min(box.minY, y);
  box.maxX = Math.max(box.maxX, x);
  box.maxY = Math.max(box.maxY, y);
}

/** The westernmost corner of a ring, the lowest of several. */
function westOf(ring: Int32Array): [x: number, y: number] {
  let west = 0;
  for (let at = 2; at < ring.length; at += 2) {
    if (ring[at]! < ring[west]! || (ring[at] === ring[west] && ring[at + 1]! > ring[west + 1]!)) west = at;
  }
  return [ring[west]!, ring[west + 1]!];
}

const isIn = ({ minX, minY, maxX, maxY }: Box, x: number, y: number): boolean =>
  x >= minX && x <= maxX && y >= minY && y <= maxY;

/** The box with the slanting segments that meet it: they bend where they are led through a point, all along. */
function withSegments(map: EditableMap, near: readonly number[], box: Box): Box {
  const { offsets, points } = map.arcs;
  const wider = { ...box };
  for (const arc of near) {
    for (let at = 2 * offsets[arc]! + 2; at < 2 * offsets[arc + 1]!; at += 2) {
      const [ax, ay, bx, by] = [points[at - 2]!, points[at - 1]!, points[at]!, points[at + 1]!];
      if (ax === bx || ay === by) continue;
      if (Math.max(ax, bx) < box.minX || Math.min(ax, bx) > box.maxX) continue;
      if (Math.max(ay, by) < box.minY || Math.min(ay, by) > box.maxY) continue;
      include(wider, ax, ay);
      include(wider, bx, by);
    }
  }
  return grown(wider, REACH);
}

/** The box itself, or one with the slanting segments that were moved and reach out of it: more may lie in their way. */
function withMoved({ map: { arcs } }: LocalMap, { pieces, walk }: Overlay, box: Box): Box {
  const out: number[] = [];
  for (let piece = 0; piece < pieces.count; piece++) {
    if (pieces.arc[piece]! >= 0) continue;
    walk.of(piece);
    for (let at = 1; at < walk.count; at++) {
      const [ax, ay, bx, by] = [walk.x(at - 1), walk.y(at - 1), walk.x(at), walk.y(at)];
      if (ax !== bx && ay !== by && !(isIn(box, ax, ay) && isIn(box, bx, by))) out.push(ax, ay, bx, by);
    }
  }
  if (out.length === 0) return box;
  const isWhole = new Uint8Array(arcs.count);
  for (const arc of pieces.arc) if (arc >= 0) isWhole[arc] = 1;
  const before = new Set<string>();
  for (let arc = 0; arc < arcs.count; arc++) {
    if (isWhole[arc] === 1) continue;
    for (let at = 2 * arcs.offsets[arc]! + 2; at < 2 * arcs.offsets[arc + 1]!; at += 2) {
      const [ax, ay, bx, by] = arcs.points.subarray(at - 2, at + 2);
      before.add(`${ax} ${ay} ${bx} ${by}`).add(`${bx} ${by} ${ax} ${ay}`);
    }
  }
  const wider = { ...box };
  for (let at = 0; at < out.length; at += 4) {
    const [ax, ay, bx, by] = out.slice(at, at + 4) as [number, number, number, number];
    if (before.has(`${ax} ${ay} ${bx} ${by}`)) continue;
    include(wider, ax, ay);
    include(wider, bx, by);
  }
  const isWider = wider.minX < box.minX || wider.minY < box.minY || wider.maxX > box.maxX || wider.maxY > box.maxY;
  return isWider ? grown(wider, REACH) : box;
}

/** Arcs of a map taken out as a map of their own; faces keep their numbers. */
interface LocalMap {
  readonly map: PlanarMap;
  /** by arc of the local map: its number in the whole one */
  readonly arcOf: Int32Array;
  /** by node of the local map: the whole one's; −1 for an end that is cut off here */
  readonly nodeOf: Int32Array;
  /** the whole map's lattice, its frame around the local one only */
  readonly lattice: Lattice;
}

/** The arcs that have a segment whose bounds meet a box. */
function arcsNear(map: EditableMap, { minX, minY, maxX, maxY }: Box): number[] {
  const { offsets, points } = map.arcs;
  const { upper, lower } = map.spans;
  const near: number[] = [];
  for (let arc = 0; arc < map.arcCount; arc++) {
    if (upper[arc]! > maxY || lower[arc]! < minY) continue;
    for (let at = 2 * offsets[arc]! + 2; at < 2 * offsets[arc + 1]!; at += 2) {
      const ax = points[at - 2]!;
      const bx = points[at]!;
      if ((ax < minX && bx < minX) || (ax > maxX && bx > maxX)) continue;
      const ay = points[at - 1]!;
      const by = points[at + 1]!;
      if ((ay < minY && by < minY) || (ay > maxY && by > maxY)) continue;
      near.push(arc);
      break;
    }
  }
  return near;
}

/**
 * The local map of some arcs. All that meets at their nodes comes with them, so that what lies around a node is known; the
 * other ends of what comes so are cut off, each on its own.
 * @param beside arcs that come for their sides only, cut off at both ends
 * @param box what the frame holds besides
 */
function localMap(map: EditableMap, near: readonly number[], beside: readonly number[], box: Box): LocalMap {
  const [startNode, endNode] = [map.startNode.values, map.endNode.values];
  const local = new Int32Array(map.nodeCount).fill(-1);
  const nodeOf: number[] = [];
  const isTaken = new Uint8Array(map.arcCount);
  for (const arc of near) {
    isTaken[arc] = 1;
    for (const node of [startNode[arc]!, endNode[arc]!])
      if (node >= 0 && local[node] === -1) local[node] = nodeOf.push(node) - 1;
  }
  const all = [...near];
  const isInside = (node: number): boolean => node >= 0 && local[node]! >= 0;
  for (let arc = 0; arc < map.arcCount; arc++) {
    if (isTaken[arc] === 1 || !(isInside(startNode[arc]!) || isInside(endNode[arc]!))) continue;
    isTaken[arc] = 1;
    all.push(arc);
  }
  for (const arc of beside) {
    if (isTaken[arc] === 1) continue;
    isTaken[arc] = 1;
    all.push(arc);
  }
  const { offsets, points, left, right } = map.arcs;
  const localOffsets = new Int32Array(all.length + 1);
  all.forEach((arc, at) => {
    localOffsets[at + 1] = localOffsets[at]! + offsets[arc + 1]! - offsets[arc]!;
  });
  const localPoints = new Int32Array(2 * localOffsets[all.length]!);
  const frame = { ...box };
  all.forEach((arc, at) => {
    localPoints.set(points.subarray(2 * offsets[arc]!, 2 * offsets[arc + 1]!), 2 * localOffsets[at]!);
  });
  for (let at = 0; at < localPoints.length; at += 2) {
    frame.minX = Math.min(frame.minX, localPoints[at]!);
    frame.minY = Math.min(frame.minY, localPoints[at + 1]!);
    frame.maxX = Math.max(frame.maxX, localPoints[at]!);
    frame.maxY = Math.max(frame.maxY, localPoints[at + 1]!);
  }
  const nodeAt = (node: number): number => {
    if (node < 0) return -1;
    return local[node]! >= 0 ? local[node]! : nodeOf.push(-1) - 1;
  };
  const arcOf = Int32Array.from(all);
  const arcs = {
    count: all.length,
    offsets: localOffsets,
    points: localPoints,
    left: arcOf.map((arc) => left[arc]!),
    right: arcOf.map((arc) => right[arc]!),
    startNode: arcOf.map((arc) => nodeAt(startNode[arc]!)),
    endNode: arcOf.map((arc) => nodeAt(endNode[arc]!)),
  };
  return {
    map: planarMapOf(map, arcs, nodeOf.length),
    arcOf,
    nodeOf: Int32Array.from(nodeOf),
    lattice: framed(latticeOf(map), frame),
  };
}

/** What a zone has outside the whole frame is cut off in a narrower one too. */
const framed = (whole: Lattice, box: Box): Lattice => ({
  ...whole,
  minX: Math.max(whole.minX, box.minX - 1),
  minY: Math.max(whole.minY, box.minY - 1),
  maxX: Math.min(whole.maxX, box.maxX + 1),
  maxY: Math.min(whole.maxY, box.maxY + 1),
});

/** The map of one face and what is not it. */
export function mapOfFace(map: EditableMap, face: number): PlanarMap {
  const { offsets, points, left, right, startNode, endNode } = map.arcs;
  const all: number[] = [];
  for (let arc = 0; arc < map.arcCount; arc++) if (left[arc] === face || right[arc] === face) all.push(arc);
  const arcOf = Int32Array.from(all);
  const localOffsets = new Int32Array(all.length + 1);
  all.forEach((arc, at) => {
    localOffsets[at + 1] = localOffsets[at]! + offsets[arc + 1]! - offsets[arc]!;
  });
  const localPoints = new Int32Array(2 * localOffsets[all.length]!);
  all.forEach((arc, at) => {
    localPoints.set(points.subarray(2 * offsets[arc]!, 2 * offsets[arc + 1]!), 2 * localOffsets[at]!);
  });
  const numbers = new Map<number, number>();
  const nodeAt = (node: number): number => {
    if (node < 0) return -1;
    const known = numbers.get(node) ?? numbers.size;
    numbers.set(node, known);
    return known;
  };
  const arcs = {
    count: all.length,
    offsets: localOffsets,
    points: localPoints,
    left: arcOf.map((arc) => (left[arc] === face ? 0 : OUTSIDE)),
    right: arcOf.map((arc) => (right[arc] === face ? 0 : OUTSIDE)),
    startNode: arcOf.map((arc) => nodeAt(startNode[arc]!)),
    endNode: arcOf.map((arc) => nodeAt(endNode[arc]!)),
  };
  return planarMapOf(map, arcs, numbers.size);
}

/** For an overlay, which asks arcs for their sides and ends and nothing else. */
function planarMapOf({ grid, unit }: EditableMap, arcs: PlanarMap["arcs"], nodes: number): PlanarMap {
  return {
    grid,
    unit,
    arcs,
    nodes: { count: nodes, slotsEach: 4, slots: new Int32Array(4 * nodes).fill(-1) },
    faces: { count: 0, numero: new Uint8Array(), pixels: new Uint32Array(), confidence: new Float64Array() },
  };
}
