import { ArcLines } from "./arc-lines.ts";
import { rootOf } from "./arrays.ts";
import { leftOf, OUTSIDE, type PlanarMap } from "./coverage.ts";
import { nearestLeft } from "./overlay/nearest-left.ts";

/** The westernmost point of a connected group of arcs, the lowest of several. */
interface West {
  readonly x: number;
  readonly y: number;
  readonly point: number;
  readonly arc: number;
}

/**
 * A point of a group of arcs that lies in other ground than its own borders say: a polygon on top of another, or in a
 * hole that is another's. Undefined where all is well. Slots must be clockwise from straight right (`nodesOf`).
 */
export function misplacedPoint(map: PlanarMap): number | undefined {
  const { arcs } = map;
  const wests = westOfGroups(map);
  const beyond = nearestLeft(arcs, new ArcLines(map.arcs), () => true, wests);
  for (const [group, west] of wests.entries()) {
    const edge = beyond[group]!;
    if (leftOf(arcs, westEdge(map, west)) !== (edge < 0 ? OUTSIDE : leftOf(arcs, edge))) return west.point;
  }
  return undefined;
}

function westOfGroups({ arcs, nodes }: PlanarMap): West[] {
  const parent = Int32Array.from({ length: arcs.count }, (_, arc) => arc);
  const ofNode = new Int32Array(nodes.count).fill(-1);
  for (let arc = 0; arc < arcs.count; arc++) {
    for (const node of [arcs.startNode[arc]!, arcs.endNode[arc]!]) {
      if (node < 0) continue;
      if (ofNode[node] === -1) ofNode[node] = arc;
      parent[rootOf(parent, arc)] = rootOf(parent, ofNode[node]!);
    }
  }
  const wests = new Map<number, West>();
  for (let arc = 0; arc < arcs.count; arc++) {
    const group = rootOf(parent, arc);
    let west = wests.get(group);
    for (let point = arcs.offsets[arc]!; point < arcs.offsets[arc + 1]!; point++) {
      const x = arcs.points[2 * point]!;
      const y = arcs.points[2 * point + 1]!;
      if (west === undefined || x < west.x || (x === west.x && y > west.y)) west = { x, y, point, arc };
    }
    wests.set(group, west!);
  }
  return [...wests.values()];
}

/** The half-edge at the westernmost point that has the west on its left. */
function westEdge({ arcs, nodes }: PlanarMap, { x, y, point, arc }: West): number {
  const first = arcs.offsets[arc]!;
  const last = arcs.offsets[arc + 1]! - 1;
  const node = point === first ? arcs.startNode[arc]! : point === last ? arcs.endNode[arc]! : -1;
  const { points } = arcs;
  if (node >= 0) {
    const slots = nodes.slots.subarray(nodes.slotsEach * node, nodes.slotsEach * (node + 1));
    const goesUp = (edge: number): boolean => {
      if (edge < 0) return false;
      const from = edge & 1 ? arcs.offsets[(edge >> 1) + 1]! - 1 : arcs.offsets[edge >> 1]!;
      return points[2 * (from + (edge & 1 ? -1 : 1)) + 1]! < points[2 * from + 1]!;
    };
    // Nothing goes further west: the first beyond "down" is the first that goes up.
    return slots.find(goesUp) ?? slots[0]!;
  }
  // A loop repeats its first point.
  const before = point === first ? last - 1 : point - 1;
  const after = point === last ? first + 1 : point + 1;
  const turn =
    (points[2 * after]! - x) * (points[2 * before + 1]! - y) - (points[2 * after + 1]! - y) * (points[2 * before]! - x);
  return 2 * arc + Number(turn < 0);
}
