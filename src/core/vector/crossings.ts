import type { PlanarMap } from "./coverage.ts";

/** Height of the strips that are swept one by one, pixels. */
const STRIP_PIXELS = 16;

/**
 * The arcs whose line meets another arc's, or its own, anywhere but where it may: at a common node, or where one segment
 * of an arc goes on in the next. Exact: sides are told by whole numbers. Written apart from `SegmentIndex`, which it judges.
 */
export function crossingArcs(map: PlanarMap): number[] {
  const { arcs } = map;
  const { points } = arcs;
  const vertexOf = vertexNumbers(map);
  const arcOf = arcNumbers(map);
  const found = new Set<number>();
  for (const { segments, left, right } of strips(map)) {
    const order = Array.from(segments.keys()).sort((a, b) => left[a]! - left[b]!);
    for (let one = 0; one < order.length; one++) {
      const p = segments[order[one]!]!;
      for (let other = one + 1; other < order.length && left[order[other]!]! <= right[order[one]!]!; other++) {
        const q = segments[order[other]!]!;
        if (meetWrongly(points, vertexOf, p, q)) found.add(arcOf[p]!).add(arcOf[q]!);
      }
    }
  }
  return [...found].sort((a, b) => a - b);
}

/** By point: the point that stands for all in the same place that may be: a node's, a loop's first for its last. */
function vertexNumbers({ arcs, nodes }: PlanarMap): Int32Array {
  const numbers = new Int32Array(arcs.points.length / 2).map((_, point) => point);
  const ofNode = new Int32Array(nodes.count).fill(-1);
  for (let arc = 0; arc < arcs.count; arc++) {
    const first = arcs.offsets[arc]!;
    const last = arcs.offsets[arc + 1]! - 1;
    const ends = [
      [arcs.startNode[arc]!, first],
      [arcs.endNode[arc]!, last],
    ] as const;
    for (const [node, point] of ends) {
      if (node >= 0 && ofNode[node] === -1) ofNode[node] = point;
      numbers[point] = node < 0 ? first : ofNode[node]!;
    }
  }
  return numbers;
}

function arcNumbers({ arcs }: PlanarMap): Int32Array {
  const numbers = new Int32Array(arcs.points.length / 2);
  for (let arc = 0; arc < arcs.count; arc++) numbers.fill(arc, arcs.offsets[arc], arcs.offsets[arc + 1]);
  return numbers;
}

interface Strip {
  /** the points where the segments start that reach into the strip */
  readonly segments: number[];
  readonly left: number[];
  readonly right: number[];
}

function strips({ arcs, grid, unit }: PlanarMap): Strip[] {
  const { points } = arcs;
  const height = STRIP_PIXELS * unit;
  const all = Array.from(
    { length: Math.floor(grid.height / STRIP_PIXELS) + 1 },
    (): Strip => ({
      segments: [],
      left: [],
      right: [],
    }),
  );
  for (let arc = 0; arc < arcs.count; arc++) {
    for (let point = arcs.offsets[arc]!; point < arcs.offsets[arc + 1]! - 1; point++) {
      const [x0, y0, x1, y1] = points.subarray(2 * point, 2 * point + 4) as unknown as [number, number, number, number];
      const last = Math.floor(Math.max(y0, y1) / height);
      for (let strip = Math.floor(Math.min(y0, y1) / height); strip <= last; strip++) {
        // Within the strip only, and a sub-pixel more: a slanting line meets what is beside it, not its whole box.
        const at = (y: number): number =>
          y0 === y1
            ? x0
            : x0 + ((x1 - x0) * (Math.min(Math.max(y, Math.min(y0, y1)), Math.max(y0, y1)) - y0)) / (y1 - y0);
        const ends = y0 === y1 ? [x0, x1] : [at(strip * height), at((strip + 1) * height)];
        all[strip]!.segments.push(point);
        all[strip]!.left.push(Math.floor(Math.min(...ends)) - 1);
        all[strip]!.right.push(Math.ceil(Math.max(...ends)) + 1);
      }
    }
  }
  return all;
}

/** Whether the segments from points `p` and `q` to their next ones have a point in common that is no common vertex. */
function meetWrongly(points: Int32Array, vertexOf: Int32Array, p: number, q: number): boolean {
  const side = (a: number, b: number, c: number): number => {
    const ax = points[2 * a]!;
    const ay = points[2 * a + 1]!;
    return Math.sign(
      (points[2 * b]! - ax) * (points[2 * c + 1]! - ay) - (points[2 * b + 1]! - ay) * (points[2 * c]! - ax),
    );
  };
  for (const [common, far] of [[p, p + 1], [p + 1, p]] as const) {
    for (const [same, other] of [[q, q + 1], [q + 1, q]] as const) {
      if (vertexOf[common] !== vertexOf[same]) continue;
      if (vertexOf[far] === vertexOf[other]) return true;
      return side(common, far, other) === 0 && isAhead(points, common, far, other);
    }
  } // biome-ignore format: pairs
  const ofQ = [side(p, p + 1, q), side(p, p + 1, q + 1)] as const;
  const ofP = [side(q, q + 1, p), side(q, q + 1, p + 1)] as const;
  if (ofQ[0] * ofQ[1] > 0 || ofP[0] * ofP[1] > 0) return false;
  if (ofQ[0] !== 0 || ofQ[1] !== 0) return true;
  return [0, 1].every((axis) => {
    const along = (point: number): number => points[2 * point + axis]!;
    return (
      Math.max(along(p), along(p + 1)) >= Math.min(along(q), along(q + 1)) &&
      Math.max(along(q), along(q + 1)) >= Math.min(along(p), along(p + 1))
    );
  });
}

/** Whether two points on one straight line with `from` lie on the same side of it. */
function isAhead(points: Int32Array, from: number, one: number, other: number): boolean {
  const [x, y] = [points[2 * from]!, points[2 * from + 1]!];
  return (
    (points[2 * one]! - x) * (points[2 * other]! - x) + (points[2 * one + 1]! - y) * (points[2 * other + 1]! - y) > 0
  );
}
