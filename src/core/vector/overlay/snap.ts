/**
 * Zones laid over a map: every segment broken where it meets another, on whole lattice points.
 *
 * Snap rounding (Hobby, "Practical segment intersection with finite precision output", 1999; Guibas & Marimont,
 * "Rounding arrangements dynamically", 1998): corners and crossings make the lattice point nearest to them hot, and a
 * segment that passes through the unit square of a hot point is led through the point. Nothing moves by more than half
 * a step, and nothing comes to cross that did not.
 *
 * Done only where zones are. Zone borders are led through whatever they pass; a segment of the map only where it meets
 * one of them, or (in turn) a segment that was led. What moves is always inside the square of a hot point, so a segment
 * that passes through none has nothing to fear, and stays to the last bit.
 *
 * Refused: a general overlay library (jsts, polyclip-ts): they take faces one by one, and the border of two neighbours
 * comes back twice, each time rounded on its own.
 */
import { withRoom } from "../arrays.ts";
import type { PlanarMap } from "../coverage.ts";
import { PointNumbers } from "../point-numbers.ts";
import { crossing, passesThrough } from "./exact.ts";
import { type Lattice, ringsOnLattice, type Zone } from "./lattice.ts";
import { Cells, Segments } from "./segments.ts";
import { EMPTY_SET, type ZoneSets } from "./zone-sets.ts";

export interface Snapped {
  readonly points: PointNumbers;
  /**
   * a, b, set, arc of each unbroken segment: a and b are points, the set is of the zones whose border it is, the arc −1 for
   * a zone's border; a → b is the arc's own sense
   */
  readonly segments: Int32Array;
  /** per arc of the map: 1 if all its segments are among `segments`, 0 if no zone comes near */
  readonly touched: Uint8Array;
}

/** Arcs, or zones' segments, looked at between two rests. */
const AT_ONCE = 50_000;

/** Yields the share done, 0–1, wherever it may rest. */
export function* snapping(
  map: PlanarMap,
  zones: readonly Zone[],
  lattice: Lattice,
  sets: ZoneSets,
): Generator<number, Snapped> {
  const { arcs } = map;
  const { factor } = lattice;
  const points = new PointNumbers();
  const segments = new Segments();
  const touched = new Uint8Array(arcs.count);
  /** the number of a moved segment of the map, by its first point; −1 where it has not moved */
  const movedAt = new Int32Array(arcs.points.length / 2).fill(-1);
  /** segment and point of each crossing: hot whatever the last digit says */
  const crossings = new NumberPairs();

  let isHot = new Uint8Array(4096);
  let freshHot = new Int32Array(4096);
  let freshCount = 0;
  const heat = (x: number, y: number): number => {
    const point = points.of(x, y);
    isHot = withRoom(isHot, points.count);
    if (isHot[point] === 1) return point;
    isHot[point] = 1;
    freshHot = withRoom(freshHot, freshCount + 1);
    freshHot[freshCount++] = point;
    return point;
  };

  // Neighbours among the zones come with their common border each: it is one segment.
  const borders = new PointNumbers();
  let bounds = new Int32Array(1024);
  let corners = new Int32Array(1024);
  for (let zone = 0; zone < zones.length; zone++) {
    for (const ring of ringsOnLattice(zones[zone]!, map, lattice)) {
      const last = ring.length / 2 - 1;
      corners = withRoom(corners, last + 1);
      for (let at = 1; at <= last; at++) corners[at] = heat(ring[2 * at]!, ring[2 * at + 1]!);
      corners[0] = points.of(ring[0]!, ring[1]!);
      for (let at = 1; at <= last; at++) {
        const [from, to] = [corners[at - 1]!, corners[at]!];
        if (from === to) continue;
        const border = borders.of(Math.min(from, to), Math.max(from, to));
        if (border === segments.count) {
          segments.add(points.x(from), points.y(from), points.x(to), points.y(to));
          bounds = withRoom(bounds, segments.count);
          bounds[border] = EMPTY_SET;
        }
        bounds[border] = sets.xor(bounds[border]!, sets.only(zone));
      }
    }
    if (zone % AT_ONCE === AT_ONCE - 1) yield (0.2 * zone) / zones.length;
  }
  const zoneSegments = segments.count;

  /** What a crossing of two segments makes hot; −1 where they do not cross. */
  const crossed = (ax: number, ay: number, bx: number, by: number, other: number): number => {
    const { ends } = segments;
    const at = 4 * other;
    const place = crossing(ax, ay, bx, by, ends[at]!, ends[at + 1]!, ends[at + 2]!, ends[at + 3]!);
    return place === undefined ? -1 : heat(place[0], place[1]);
  };
  const cells = new Cells(lattice, zoneSegments);
  for (let segment = 0; segment < zoneSegments; segment++) {
    const [ax, ay, bx, by] = segments.endsOf(segment);
    const found = cells.query(ax, ay, bx, by);
    for (let at = 0; at < found; at++) {
      const other = cells.found[at]!;
      const point = crossed(ax, ay, bx, by, other);
      if (point < 0) continue;
      crossings.add(segment, point);
      crossings.add(other, point);
    }
    cells.addSegment(segment, ax, ay, bx, by);
    if (segment % AT_ONCE === AT_ONCE - 1) yield 0.2 + (0.15 * segment) / zoneSegments;
  }

  /** Whether an arc may meet what is in some cells. */
  const comesNear = (arc: number, some: Cells): boolean => {
    let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let at = 2 * arcs.offsets[arc]!; at < 2 * arcs.offsets[arc + 1]!; at += 2) {
      const x = arcs.points[at]!;
      const y = arcs.points[at + 1]!;
      if (x < minX) minX = x;
      if (x > maxX) maxX = x;
      if (y < minY) minY = y;
      if (y > maxY) maxY = y;
    }
    return !some.isClear(minX * factor, minY * factor, maxX * factor, maxY * factor);
  };
  /** Every segment of the arcs that are wanted. */
  function* scan(
    [from, to]: readonly [from: number, to: number],
    isWanted: (arc: number) => boolean,
    visit: (ax: number, ay: number, bx: number, by: number, arc: number, point: number) => void,
  ): Generator<number> {
    for (let arc = 0; arc < arcs.count; arc++) {
      if (arc % AT_ONCE === AT_ONCE - 1) yield from + ((to - from) * arc) / arcs.count;
      if (!isWanted(arc)) continue;
      const end = arcs.offsets[arc + 1]! - 1;
      let ax = arcs.points[2 * arcs.offsets[arc]!]! * factor;
      let ay = arcs.points[2 * arcs.offsets[arc]! + 1]! * factor;
      for (let point = arcs.offsets[arc]!; point < end; point++) {
        const bx = arcs.points[2 * point + 2]! * factor;
        const by = arcs.points[2 * point + 3]! * factor;
        visit(ax, ay, bx, by, arc, point);
        ax = bx;
        ay = by;
      }
    }
  }
  const move = (ax: number, ay: number, bx: number, by: number, arc: number, point: number): number => {
    const known = movedAt[point]!;
    if (known >= 0) return known;
    const segment = segments.add(ax, ay, bx, by);
    movedAt[point] = segment;
    touched[arc] = 1;
    return segment;
  };

  const hotCells = new Cells(lattice, zoneSegments);
  let bending = cells;
  for (let round = 0; ; round++) {
    // Corners of the map that a moving segment passes through become hot, and so do crossings with zones.
    const meet = (x: number, y: number, arc: number, segment: number): void => {
      const { ends } = segments;
      const at = 4 * segment;
      if (!passesThrough(ends[at]!, ends[at + 1]!, ends[at + 2]!, ends[at + 3]!, x, y)) return;
      heat(x, y);
      touched[arc] = 1;
    };
    const here = bending;
    yield* scan(
      round === 0 ? [0.35, 0.6] : [0.7, 0.7],
      (arc) => comesNear(arc, here),
      (ax, ay, bx, by, arc, point) => {
        const found = here.query(ax, ay, bx, by);
        for (let at = 0; at < found; at++) {
          const other = here.found[at]!;
          meet(ax, ay, arc, other);
          meet(bx, by, arc, other);
          if (round > 0) continue; // two segments of a map never cross
          const hot = crossed(ax, ay, bx, by, other);
          if (hot < 0) continue;
          crossings.add(other, hot);
          crossings.add(move(ax, ay, bx, by, arc, point), hot);
        }
      },
    );

    // A segment of the map that passes through a hot point is led through it.
    const before = round === 0 ? zoneSegments : segments.count;
    const fresh = new Cells(lattice, freshCount);
    for (let at = 0; at < freshCount; at++) {
      const point = freshHot[at]!;
      fresh.addPoint(point, points.x(point), points.y(point));
      hotCells.addPoint(point, points.x(point), points.y(point));
    }
    freshCount = 0;
    yield* scan(
      round === 0 ? [0.6, 0.7] : [0.7, 0.7],
      (arc) => comesNear(arc, fresh),
      (ax, ay, bx, by, arc, point) => {
        const found = fresh.query(ax, ay, bx, by);
        for (let at = 0; at < found; at++) {
          const x = points.x(fresh.found[at]!);
          const y = points.y(fresh.found[at]!);
          if ((x === ax && y === ay) || (x === bx && y === by)) {
            touched[arc] = 1;
          } else if (passesThrough(ax, ay, bx, by, x, y)) {
            move(ax, ay, bx, by, arc, point);
          }
        }
      },
    );

    // One that follows an axis is led through points it has on it already: it does not bend.
    bending = new Cells(lattice, segments.count - before);
    let bent = 0;
    for (let segment = before; segment < segments.count; segment++) {
      const [ax, ay, bx, by] = segments.endsOf(segment);
      if (ax === bx || ay === by) continue;
      bending.addSegment(segment, ax, ay, bx, by);
      bent++;
    }
    if (bent === 0) break;
  }

  const hotOn = crossings.byFirst(segments.count);
  let broken = new Int32Array(4096);
  let written = 0;
  const put = (from: number, to: number, set: number, arc: number): void => {
    broken = withRoom(broken, written + 4);
    broken[written++] = from;
    broken[written++] = to;
    broken[written++] = set;
    broken[written++] = arc;
  };
  const through: number[] = [];
  const lead = (segment: number, set: number, arc: number): void => {
    const [ax, ay, bx, by] = segments.endsOf(segment);
    const from = points.of(ax, ay);
    const to = points.of(bx, by);
    through.length = 0;
    for (let at = hotOn.offsets[segment]!; at < hotOn.offsets[segment + 1]!; at++) through.push(hotOn.seconds[at]!);
    const found = hotCells.query(ax, ay, bx, by);
    for (let at = 0; at < found; at++) {
      const hot = hotCells.found[at]!;
      if (hot === from || hot === to) continue;
      if (passesThrough(ax, ay, bx, by, points.x(hot), points.y(hot))) through.push(hot);
    }
    if (through.length === 0) {
      put(from, to, set, arc);
      return;
    }
    through.push(from, to);
    const along = (point: number): number => points.x(point) * (bx - ax) + points.y(point) * (by - ay);
    through.sort((one, other) => along(one) - along(other) || one - other);
    for (let at = 1; at < through.length; at++) {
      if (through[at] !== through[at - 1]) put(through[at - 1]!, through[at]!, set, arc);
    }
  };
  for (let segment = 0; segment < zoneSegments; segment++) {
    lead(segment, bounds[segment]!, -1);
    if (segment % AT_ONCE === AT_ONCE - 1) yield 0.7 + (0.2 * segment) / zoneSegments;
  }
  yield* scan(
    [0.9, 1],
    (arc) => touched[arc] === 1,
    (ax, ay, bx, by, arc, point) => {
      const moved = movedAt[point]!;
      if (moved >= 0) lead(moved, EMPTY_SET, arc);
      else put(points.of(ax, ay), points.of(bx, by), EMPTY_SET, arc);
    },
  );
  return { points, segments: broken.subarray(0, written), touched };
}

/** Pairs of numbers, in any order, then by the first of them. */
class NumberPairs {
  #count = 0;
  #firsts = new Int32Array(1024);
  #seconds = new Int32Array(1024);

  add(first: number, second: number): void {
    const at = this.#count++;
    this.#firsts = withRoom(this.#firsts, this.#count);
    this.#seconds = withRoom(this.#seconds, this.#count);
    this.#firsts[at] = first;
    this.#seconds[at] = second;
  }

  /** Those of `first` are `seconds[offsets[first]]` to `seconds[offsets[first + 1] - 1]`. */
  byFirst(most: number): { readonly offsets: Int32Array; readonly seconds: Int32Array } {
    const offsets = new Int32Array(most + 1);
    for (let pair = 0; pair < this.#count; pair++) {
      const after = this.#firsts[pair]! + 1;
      offsets[after] = offsets[after]! + 1;
    }
    for (let first = 0; first < most; first++) offsets[first + 1] = offsets[first + 1]! + offsets[first]!;
    const at = offsets.slice();
    const seconds = new Int32Array(this.#count);
    for (let pair = 0; pair < this.#count; pair++) {
      const first = this.#firsts[pair]!;
      seconds[at[first]!] = this.#seconds[pair]!;
      at[first] = at[first]! + 1;
    }
    return { offsets, seconds };
  }
}
