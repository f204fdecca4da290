import { type Point, toMap, windowAffine } from "../geo/affine.ts";
import { ArcLines } from "../vector/arc-lines.ts";
import { cornersAlong, leftOf, OUTSIDE } from "../vector/coverage.ts";
import { turn } from "../vector/overlay/exact.ts";
import { nearestLeft } from "../vector/overlay/nearest-left.ts";
import type { Zone } from "../vector/overlay/overlay.ts";
import type { EditableMap } from "./editable-map.ts";

/** A ring of a face, which lies on its left. */
export interface FaceRing {
  /** half-edges in walking order */
  readonly edges: readonly number[];
  /** x, y of its corners on the lattice, closed */
  readonly corners: Int32Array;
  /** positive for the outer one */
  readonly twiceArea: number;
}

/**
 * Where a ring reaches a point in which its face has two corners. "simple": it turns away from the face, as in `rings.ts`,
 * and never passes a point twice. "ground": it keeps to the ground on its left, so that of a face that has fallen apart no
 * ring goes around two parts, though they touch in a point.
 */
type Turning = "simple" | "ground";

/** The rings of some faces, in one walk along the arcs of the map. */
export function ringsOf(map: EditableMap, faces: Iterable<number>, turning: Turning): Map<number, FaceRing[]> {
  const wanted = new Uint8Array(map.faceCount);
  const edges = new Map<number, number[]>();
  for (const face of faces) {
    wanted[face] = 1;
    edges.set(face, []);
  }
  const [left, right] = [map.left.values, map.right.values];
  for (let arc = 0; arc < map.arcCount; arc++) {
    const l = left[arc]!;
    const r = right[arc]!;
    if (l >= 0 && wanted[l] === 1) edges.get(l)!.push(2 * arc);
    if (r >= 0 && wanted[r] === 1) edges.get(r)!.push(2 * arc + 1);
  }
  return new Map(Array.from(edges, ([face, own]) => [face, strung(map, own, turning)]));
}

/** @param own all half-edges of a face */
function strung(map: EditableMap, own: readonly number[], turning: Turning): FaceRing[] {
  const [startNode, endNode] = [map.startNode.values, map.endNode.values];
  const startOf = (edge: number): number => (edge & 1 ? endNode : startNode)[edge >> 1]!;
  const leaving = new Map<number, number | number[]>();
  for (const edge of own) {
    const node = startOf(edge);
    if (node < 0) continue;
    const others = leaving.get(node);
    if (others === undefined) leaving.set(node, edge);
    else if (typeof others === "number") leaving.set(node, [others, edge]);
    else others.push(edge);
  }
  const used = new Set<number>();
  const rings: FaceRing[] = [];
  for (const first of own) {
    if (used.has(first)) continue;
    const edges: number[] = [];
    let edge = first;
    do {
      used.add(edge);
      edges.push(edge);
      const node = startOf(edge ^ 1);
      const next = node < 0 ? edge : leaving.get(node)!;
      edge = typeof next === "number" ? next : turned(map, edge, next, turning);
    } while (edge !== first);
    rings.push(ringOf(map, edges));
  }
  return rings;
}

/** Of several half-edges that leave where `edge` ends, the first counter-clockwise from where it comes, or clockwise. */
function turned(map: EditableMap, edge: number, candidates: readonly number[], turning: Turning): number {
  const [backX, backY] = directionOf(map, edge ^ 1);
  let best = candidates[0]!;
  for (const other of candidates.slice(1)) {
    const isFirst = isBefore(directionOf(map, other), directionOf(map, best), backX, backY);
    if (isFirst === (turning === "simple")) best = other;
  }
  return best;
}

/** Whether one meets `one` before `other` when turning counter-clockwise, y counting downwards, from a direction. */
function isBefore([ax, ay]: Point, [bx, by]: Point, fromX: number, fromY: number): boolean {
  // Positive: clockwise of the direction, so more than half a turn counter-clockwise.
  const a = turn(0, 0, fromX, fromY, ax, ay);
  const b = turn(0, 0, fromX, fromY, bx, by);
  const late = (side: number, x: number, y: number): number => {
    if (side !== 0) return side > 0 ? 3 : 1;
    return x * fromX + y * fromY > 0 ? 4 : 2; // the direction itself comes last
  };
  const [lateA, lateB] = [late(a, ax, ay), late(b, bx, by)];
  return lateA === lateB ? turn(0, 0, ax, ay, bx, by) < 0 : lateA < lateB;
}

/** Along the first segment of a half-edge. */
function directionOf(map: EditableMap, edge: number): Point {
  const { offsets, points } = map.arcs;
  const from = edge & 1 ? offsets[(edge >> 1) + 1]! - 1 : offsets[edge >> 1]!;
  const to = edge & 1 ? from - 1 : from + 1;
  return [points[2 * to]! - points[2 * from]!, points[2 * to + 1]! - points[2 * from + 1]!];
}

function ringOf(map: EditableMap, edges: readonly number[]): FaceRing {
  const corners = cornersAlong(map.arcs, edges);
  let twiceArea = 0;
  for (let corner = 2; corner < corners.length; corner += 2) {
    twiceArea += corners[corner]! * corners[corner - 1]! - corners[corner - 2]! * corners[corner + 1]!;
  }
  return { edges, corners, twiceArea };
}

/**
 * The rings of each connected part of a face, the outer one first; the largest part first. A hole is of the part that one
 * meets when walking straight left from it.
 */
export function partsOfRings(rings: readonly FaceRing[]): FaceRing[][] {
  const outer = rings.filter(({ twiceArea }) => twiceArea > 0).sort((one, other) => other.twiceArea - one.twiceArea);
  const holes = rings.filter(({ twiceArea }) => twiceArea <= 0);
  const parts = outer.map((ring) => [ring]);
  if (parts.length < 2) {
    parts[0]?.push(...holes);
    return parts;
  }
  const partOf = new Map<FaceRing, number>(outer.map((ring, part) => [ring, part]));
  const wests = holes.map(({ corners }) => {
    let west = 0;
    for (let at = 2; at < corners.length; at += 2) {
      if (corners[at]! < corners[west]! || (corners[at] === corners[west] && corners[at + 1]! > corners[west + 1]!)) {
        west = at;
      }
    }
    return { x: corners[west]!, y: corners[west + 1]! };
  });
  const found = nearestLeft({ count: rings.length }, new RingWalk(rings), () => true, wests);
  const byWest = holes.map((_, hole) => hole).sort((one, other) => wests[one]!.x - wests[other]!.x);
  for (const hole of byWest) {
    const part = partOf.get(rings[found[hole]! >> 1]!)!;
    partOf.set(holes[hole]!, part);
    parts[part]!.push(holes[hole]!);
  }
  return parts;
}

class RingWalk {
  readonly #rings: readonly FaceRing[];
  #corners: Int32Array = new Int32Array();
  count = 0;

  constructor(rings: readonly FaceRing[]) {
    this.#rings = rings;
  }

  of(ring: number): void {
    this.#corners = this.#rings[ring]!.corners;
    this.count = this.#corners.length / 2;
  }

  x(at: number): number {
    return this.#corners[2 * at]!;
  }

  y(at: number): number {
    return this.#corners[2 * at + 1]!;
  }
}

/** A part of a face as a polygon in map coordinates, as `polygonOf` gives it. */
export function zoneOf({ grid, unit }: EditableMap, rings: readonly FaceRing[]): Zone {
  const [a, b, c, d, e, f] = windowAffine(grid.affine, 0, 0, 1 / unit);
  const flipped = a * e - b * d > 0;
  const polygon = rings.map(({ corners }) => {
    const positions = new Float64Array(corners.length);
    for (let at = 0; at < corners.length; at += 2) {
      const column = corners[at]!;
      const row = corners[at + 1]!;
      const to = flipped ? corners.length - 2 - at : at;
      positions[to] = a * column + b * row + c;
      positions[to + 1] = d * column + e * row + f;
    }
    return positions;
  });
  return { polygons: [polygon] };
}

/** Rows that are looked at for the widest place of a face. */
const ROWS = 15;

/** A point well inside a part of a face: the middle of its widest place along some rows. */
export function pointInside(
  { grid, unit }: Pick<EditableMap, "grid" | "unit">,
  rings: readonly Pick<FaceRing, "corners">[],
): Point {
  const { corners } = rings[0]!;
  let [top, bottom] = [Infinity, -Infinity];
  for (let at = 1; at < corners.length; at += 2) {
    top = Math.min(top, corners[at]!);
    bottom = Math.max(bottom, corners[at]!);
  }
  let best = { x: corners[0]!, y: corners[1]!, width: -1 };
  for (let row = 0; row < ROWS; row++) {
    // Between whole numbers: no corner lies there.
    const y = Math.min(bottom - 1, Math.floor(top + ((row + 0.5) * (bottom - top)) / ROWS)) + 0.5;
    const crossed: number[] = [];
    for (const ring of rings) {
      for (let at = 2; at < ring.corners.length; at += 2) {
        const ay = ring.corners[at - 1]!;
        const by = ring.corners[at + 1]!;
        if (ay > y === by > y) continue;
        const ax = ring.corners[at - 2]!;
        crossed.push(ax + ((ring.corners[at]! - ax) * (y - ay)) / (by - ay));
      }
    }
    crossed.sort((one, other) => one - other);
    for (let pair = 0; pair + 1 < crossed.length; pair += 2) {
      const width = crossed[pair + 1]! - crossed[pair]!;
      if (width > best.width) best = { x: crossed[pair]! + width / 2, y, width };
    }
  }
  return toMap(grid.affine, best.x / unit, best.y / unit);
}

/** The face that holds a place on the lattice, or `OUTSIDE`. */
export function faceHolding(map: EditableMap, x: number, y: number): number {
  const { arcs } = map;
  const edge = edgeLeftOf(map, x, y);
  return edge < 0 ? OUTSIDE : leftOf(arcs, edge);
}

/** The half-edge that one meets first when walking straight left from a place; −1 where there is none. */
export function edgeLeftOf(map: EditableMap, x: number, y: number): number {
  const { upper, lower } = map.spans;
  const lines = new ArcLines(map.arcs);
  return nearestLeft({ count: map.arcCount }, lines, (arc) => upper[arc]! <= y && lower[arc]! > y, [{ x, y }])[0]!;
}
