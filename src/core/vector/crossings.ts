import type { PlanarMap } from "./coverage.ts";

/** Height of the strips that are swept one by one, pixels. */
const STRIP_PIXELS = 16;

/**
 * The arcs whose line meets another arc's, or its own, anywhere but where it may: at a common node, or where one segment
 * of an arc goes on in the next. Exact: sides are told by whole numbers. Written apart from `SegmentIndex`, which it judges.
 */
export function crossingArcs(map: PlanarMap): number[] {
  const arcOf = arcNumbers(map);
  const found = new Set<number>();
  for (const [p, q] of wrongMeetings(map)) found.add(arcOf[p]!).add(arcOf[q]!);
  return [...found].sort((a, b) => a - b);
}

/** A point from which a segment goes that meets another where it may not; undefined where there is none. */
export function firstCrossing(map: PlanarMap): number | undefined {
  for (const [p] of wrongMeetings(map)) return p;
  return undefined;
}

/** Pairs of points whose segments meet wrongly; the same pair may come twice. */
function* wrongMeetings(map: PlanarMap): Generator<readonly [p: number, q: number]> {
  const { points } = map.arcs;
  const vertexOf = vertexNumbers(map);
  for (const { count, segments, left, right } of strips(map)) {
    // By the left end, in one array of numbers: the place among the strip's segments rides in the low bits.
    const order = new Float64Array(count);
    for (let at = 0; at < count; at++) order[at] = left[at]! * count + at;
    order.sort();
    const place = Int32Array.from(order, (key) => key - count * Math.floor(key / count));
    for (let one = 0; one < count; one++) {
      const p = segments[place[one]!]!;
      const reach = right[place[one]!]!;
      for (let other = one + 1; other < count && left[place[other]!]! <= reach; other++) {
        const q = segments[place[other]!]!;
        if (!isApart(points, p, q) && meetWrongly(points, vertexOf, p, q)) yield [p, q];
      }
    }
  }
}

/** Whether one of two segments is all above the other. */
function isApart(points: Int32Array, p: number, q: number): boolean {
  const p0 = points[2 * p + 1]!;
  const p1 = points[2 * p + 3]!;
  const q0 = points[2 * q + 1]!;
  const q1 = points[2 * q + 3]!;
  return (p0 < q0 && p0 < q1 && p1 < q0 && p1 < q1) || (p0 > q0 && p0 > q1 && p1 > q0 && p1 > q1);
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
  readonly count: number;
  /** the points where the segments start that reach into the strip */
  readonly segments: Int32Array;
  /** how far they reach in it; valid until the next strip is asked for */
  readonly left: Float64Array;
  readonly right: Float64Array;
}

/** From top to bottom. */
function* strips({ arcs, grid, unit }: PlanarMap): Generator<Strip> {
  const { points } = arcs;
  const height = STRIP_PIXELS * unit;
  const all = Math.floor(grid.height / STRIP_PIXELS) + 1;
  const visit = (found: (strip: number, point: number) => void): void => {
    for (let arc = 0; arc < arcs.count; arc++) {
      for (let point = arcs.offsets[arc]!; point < arcs.offsets[arc + 1]! - 1; point++) {
        const y0 = points[2 * point + 1]!;
        const y1 = points[2 * point + 3]!;
        const last = Math.floor(Math.max(y0, y1) / height);
        for (let strip = Math.floor(Math.min(y0, y1) / height); strip <= last; strip++) found(strip, point);
      }
    }
  };
  // Counted, then filled: two walks and one array, for maps of ten million points.
  const first = new Int32Array(all + 1);
  visit((strip) => {
    first[strip + 1] = first[strip + 1]! + 1;
  });
  let most = 0;
  for (let strip = 0; strip < all; strip++) {
    most = Math.max(most, first[strip + 1]!);
    first[strip + 1] = first[strip + 1]! + first[strip]!;
  }
  const at = first.slice();
  const segments = new Int32Array(first[all]!);
  visit((strip, point) => {
    segments[at[strip]!] = point;
    at[strip] = at[strip]! + 1;
  });
  const left = new Float64Array(most);
  const right = new Float64Array(most);
  for (let strip = 0; strip < all; strip++) {
    const inside = segments.subarray(first[strip]!, first[strip + 1]!);
    for (let index = 0; index < inside.length; index++) {
      const point = inside[index]!;
      const x0 = points[2 * point]!;
      const y0 = points[2 * point + 1]!;
      const x1 = points[2 * point + 2]!;
      const y1 = points[2 * point + 3]!;
      // Within the strip only, and a sub-pixel more: a slanting line meets what is beside it, not its whole box.
      const along = (y: number): number =>
        y0 === y1
          ? x0
          : x0 + ((x1 - x0) * (Math.min(Math.max(y, Math.min(y0, y1)), Math.max(y0, y1)) - y0)) / (y1 - y0);
      const one = y0 === y1 ? x0 : along(strip * height);
      const other = y0 === y1 ? x1 : along((strip + 1) * height);
      left[index] = Math.floor(Math.min(one, other)) - 1;
      right[index] = Math.ceil(Math.max(one, other)) + 1;
    }
    yield { count: inside.length, segments: inside, left, right };
  }
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
