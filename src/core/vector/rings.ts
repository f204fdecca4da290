import { twiceAreaUnderArc } from "./areas.ts";
import { withRoom } from "./arrays.ts";
import { type Coverage, leftOf, OUTSIDE, type PlanarMap, type Rings } from "./coverage.ts";

/**
 * Strings the half-edges of every face into rings and sorts them by face, the outer ring first.
 *
 * A ring that reaches a node where its face has two corners (a checkerboard: the face lies on both sides of a diagonal)
 * turns away from the face, so that it never passes a point twice: where a face bites its own tail the polygon gets an
 * outer ring and a hole that touch in a point, which OGC allows, and not one ring that touches itself, which it does not.
 */
export function withRings(map: PlanarMap): Coverage {
  const { arcs, faces } = map;
  const used = new Uint8Array(2 * arcs.count);
  const walked = new Int32Array(2 * arcs.count);
  let offsets = new Int32Array(1024);
  let faceOf = new Int32Array(1024);
  let outer = new Uint8Array(1024);
  let written = 0;
  let count = 0;
  for (let first = 0; first < 2 * arcs.count; first++) {
    const face = leftOf(arcs, first);
    if (face === OUTSIDE || used[first] !== 0) continue;
    offsets = withRoom(offsets, count + 2);
    faceOf = withRoom(faceOf, count + 1);
    outer = withRoom(outer, count + 1);
    let area = 0;
    let edge = first;
    do {
      used[edge] = 1;
      walked[written++] = edge;
      area += edge & 1 ? -twiceAreaUnderArc(map, edge >> 1) : twiceAreaUnderArc(map, edge >> 1);
      edge = nextOnRing(map, edge, face);
    } while (edge !== first);
    faceOf[count] = face;
    outer[count] = Number(area > 0);
    offsets[++count] = written;
  }
  return { ...map, rings: sortByFace(faces.count, { count, offsets, faceOf, outer, walked, written }) };
}

/** The half-edge after `edge` on the ring that keeps `face` on its left. */
function nextOnRing({ arcs, nodes }: PlanarMap, edge: number, face: number): number {
  const node = (edge & 1 ? arcs.startNode : arcs.endNode)[edge >> 1]!;
  if (node < 0) return edge;
  const { slots, slotsEach } = nodes;
  const first = slotsEach * node;
  let here = 0;
  while (slots[first + here] !== (edge ^ 1)) here++;
  // Counter-clockwise from where we come: the first that leaves with the face on its left turns away from the face.
  for (let turn = slotsEach - 1; turn > 0; turn--) {
    const next = slots[first + ((here + turn) % slotsEach)]!;
    if (next >= 0 && leftOf(arcs, next) === face) return next;
  }
  throw new Error(`no way on from half-edge ${edge} at node ${node}`);
}

interface WalkedRings {
  readonly count: number;
  readonly offsets: Int32Array;
  readonly faceOf: Int32Array;
  readonly outer: Uint8Array;
  readonly walked: Int32Array;
  readonly written: number;
}

/** Counting sort: first every face's outer ring, then its holes in the order they were found. */
function sortByFace(faces: number, { count, offsets, faceOf, outer, walked, written }: WalkedRings): Rings {
  const ofFace = new Int32Array(faces + 1);
  for (let ring = 0; ring < count; ring++) {
    const face = faceOf[ring]!;
    ofFace[face + 1] = ofFace[face + 1]! + 1;
  }
  for (let face = 0; face < faces; face++) ofFace[face + 1] = ofFace[face + 1]! + ofFace[face]!;
  const order = new Int32Array(count);
  const holesAt = ofFace.map((first) => first + 1);
  for (let ring = 0; ring < count; ring++) {
    const face = faceOf[ring]!;
    if (outer[ring] === 1) {
      order[ofFace[face]!] = ring;
    } else {
      order[holesAt[face]!] = ring;
      holesAt[face] = holesAt[face]! + 1;
    }
  }
  const sorted = new Int32Array(count + 1);
  const edges = new Int32Array(written);
  for (let to = 0; to < count; to++) {
    const ring = order[to]!;
    let at = sorted[to]!;
    for (let from = offsets[ring]!; from < offsets[ring + 1]!; from++) edges[at++] = walked[from]!;
    sorted[to + 1] = at;
  }
  return { count, ofFace, offsets: sorted, edges };
}
