/**
 * A shape painted on a map: the ground inside it becomes something else, whatever faces lie there.
 *
 * Only arcs near the shape are overlaid with it (`vector/overlay/`), and what becomes of them takes their place. Painted
 * ground is connected parts of one face each; it joins what lies beside it and is the same. A face that has lost ground
 * may have fallen apart: its rings tell.
 */
import { OUTSIDE } from "../vector/coverage.ts";
import type { Overlay, Zone } from "../vector/overlay/overlay.ts";
import { EMPTY_SET } from "../vector/overlay/zone-sets.ts";
import { keptSlots, partsOf } from "../vector/parts.ts";
import type { EditTarget } from "./edit.ts";
import type { EditableMap } from "./editable-map.ts";
import { describe, grow, isAlready } from "./face-attributes.ts";
import { joinFaces } from "./join-faces.ts";
import { type Box, type LocalOverlay, overlayNear } from "./local-map.ts";
import { splitFaces } from "./split-faces.ts";

/** What painting has found. */
interface Painted {
  /** there was ground of the map inside the shape */
  readonly placed: boolean;
  /** where ground has changed, on the lattice */
  readonly box: Box | undefined;
}

export function paint(map: EditableMap, shape: Zone, to: EditTarget): Painted {
  const found = overlayNear(map, shape);
  if (found === undefined) return { placed: false, box: undefined };
  const { laid, box } = found;
  const { placed, inside } = groundInside(map, laid, to);
  const kept = keptSlots(laid, (piece) => inside[2 * piece] !== inside[2 * piece + 1]);
  const { partOf, faceOf, pixels } = partsOf(laid, kept, inside);
  if (faceOf.length === 0) return { placed, box: undefined };

  const first = map.faceCount;
  const cut = new Map(Array.from(new Set(faceOf), (face) => [face, map.twiceArea.values[face]!]));
  faceOf.forEach((face, part) => {
    const painted = map.addFace(face);
    grow(map, painted, (2 * pixels[part]! * map.unit ** 2) / cut.get(face)!);
    describe(map, painted, to);
  });
  const labels = laid.face.map((face, edge) => (partOf[edge] === OUTSIDE ? face : first + partOf[edge]!));
  splice(map, found, labels);
  for (const [face, before] of cut) grow(map, face, map.twiceArea.values[face]! / before);
  const alike = pairsAlike(map, found, labels, first);
  splitFaces(map, cut.keys());
  joinFaces(map, alike);
  return { placed: true, box };
}

/** By half-edge: the face whose ground on its left is to be painted, or `OUTSIDE`. */
function groundInside(
  map: EditableMap,
  { face, set }: Overlay,
  to: EditTarget,
): { readonly placed: boolean; readonly inside: Int32Array } {
  let placed = false;
  const inside = face.map((here, edge) => {
    if (here === OUTSIDE || set[edge] === EMPTY_SET) return OUTSIDE;
    placed = true;
    return isAlready(map, here, to) ? OUTSIDE : here;
  });
  return { placed, inside };
}

/** Puts the pieces of an overlay in the place of the arcs it was made of; those inside one face are left out. */
function splice(map: EditableMap, { laid, local, near }: LocalOverlay, labels: Int32Array): void {
  const { pieces, walk } = laid;
  const { arcs } = local.map;
  // Nodes of the map by where they are: an arc that was broken has left its ends behind.
  const nodeAt = new Map<string, number>();
  const note = (point: number, node: number): void => {
    if (node >= 0 && local.nodeOf[node]! >= 0) {
      nodeAt.set(`${arcs.points[2 * point]} ${arcs.points[2 * point + 1]}`, local.nodeOf[node]!);
    }
  };
  for (let arc = 0; arc < near; arc++) {
    note(arcs.offsets[arc]!, arcs.startNode[arc]!);
    note(arcs.offsets[arc + 1]! - 1, arcs.endNode[arc]!);
  }
  const isWhole = new Uint8Array(arcs.count);
  for (let piece = 0; piece < pieces.count; piece++) {
    const arc = pieces.arc[piece]!;
    if (arc < 0) continue;
    isWhole[arc] = 1;
    if (arc < near) map.setSides(local.arcOf[arc]!, labels[2 * piece]!, labels[2 * piece + 1]!);
  }
  for (let arc = 0; arc < arcs.count; arc++) if (isWhole[arc] === 0) map.removeArc(local.arcOf[arc]!);
  for (let piece = 0; piece < pieces.count; piece++) {
    if (pieces.arc[piece]! >= 0 || labels[2 * piece] === labels[2 * piece + 1]) continue;
    walk.of(piece);
    const points: number[] = [];
    for (let at = 0; at < walk.count; at++) points.push(walk.x(at), walk.y(at));
    const nodeOf = (vertex: number, at: number): number => {
      if (vertex < 0) return -1;
      const key = `${points[2 * at]} ${points[2 * at + 1]}`;
      const node = nodeAt.get(key) ?? map.nodeCount++;
      nodeAt.set(key, node);
      return node;
    };
    map.addArc(
      points,
      labels[2 * piece]!,
      labels[2 * piece + 1]!,
      nodeOf(pieces.start[piece]!, 0),
      nodeOf(pieces.end[piece]!, walk.count - 1),
    );
  }
}

/**
 * Faces that lie beside each other and are the same: what was painted and what was beside it; and faces that snapping has
 * brought together, where the ground between them was narrower than the lattice's step.
 */
function pairsAlike(
  map: EditableMap,
  { laid: { pieces }, local }: LocalOverlay,
  labels: Int32Array,
  first: number,
): [number, number][] {
  const { arcs } = local.map;
  const known = new Set<number>();
  const pairOf = (one: number, other: number) => Math.min(one, other) * map.faceCount + Math.max(one, other);
  for (let arc = 0; arc < arcs.count; arc++) known.add(pairOf(arcs.left[arc]!, arcs.right[arc]!));
  const alike: [number, number][] = [];
  for (let piece = 0; piece < pieces.count; piece++) {
    const left = labels[2 * piece]!;
    const right = labels[2 * piece + 1]!;
    if (left === right || left < 0 || right < 0) continue;
    if (left < first && right < first && known.has(pairOf(left, right))) continue;
    if (map.keyOf(left) === map.keyOf(right)) alike.push([left, right]);
  }
  return alike;
}
