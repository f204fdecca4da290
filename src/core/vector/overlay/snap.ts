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

export interface Snapped {
  readonly points: PointNumbers;
  /** a, b, zone, arc of each unbroken segment: a and b are points; zone or arc is −1; a → b is the arc's own sense */
  readonly segments: Int32Array;
  /** per arc of the map: 1 if all its segments are among `segments`, 0 if no zone comes near */
  readonly touched: Uint8Array;
}

export function snap(map: PlanarMap, zones: readonly Zone[], lattice: Lattice): Snapped {
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
  let freshHot: number[] = [];

  const heat = (x: number, y: number): number => {
    const point = points.of(x, y);
    isHot = withRoom(isHot, points.count);
    if (isHot[point] === 1) return point;
    isHot[point] = 1;
    freshHot.push(point);
    return point;
  };
  zones.forEach((zone, number) => {
    for (const ring of ringsOnLattice(zone, map, lattice)) {
      for (let at = 2; at < ring.length; at += 2) {
        const [ax, ay, bx, by] = [ring[at - 2]!, ring[at - 1]!, ring[at]!, ring[at + 1]!];
        heat(bx, by);
        if (ax !== bx || ay !== by) segments.add(ax, ay, bx, by, number, -1, -1);
      }
    }
  });
  const zoneSegments = segments.count;
  const cells = new Cells(lattice, zoneSegments);
  for (let segment = 0; segment < zoneSegments; segment++) {
    const [ax, ay, bx, by] = endsOf(segments, segment);
    cells.query(ax, ay, bx, by, (other) => {
      const [cx, cy, dx, dy] = endsOf(segments, other);
      const place = crossing(ax, ay, bx, by, cx, cy, dx, dy);
      if (place === undefined) return;
      const point = heat(...place);
      crossings.add(segment, point);
      crossings.add(other, point);
    });
    cells.addSegment(segment, ax, ay, bx, by);
  }

  /** Every segment of the map. */
  const scan = (visit: (ax: number, ay: number, bx: number, by: number, arc: number, point: number) => void): void => {
    for (let arc = 0; arc < arcs.count; arc++) {
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
  };
  const move = (ax: number, ay: number, bx: number, by: number, arc: number, point: number): number => {
    const known = movedAt[point]!;
    if (known >= 0) return known;
    const segment = segments.add(ax, ay, bx, by, -1, arc, point);
    movedAt[point] = segment;
    touched[arc] = 1;
    return segment;
  };

  const hotCells = new Cells(lattice, zoneSegments);
  let bending = cells;
  for (let round = 0; ; round++) {
    // Corners of the map that a moving segment passes through become hot, and so do crossings with zones.
    const meet = (x: number, y: number, arc: number, ax: number, ay: number, bx: number, by: number): void => {
      if (!passesThrough(ax, ay, bx, by, x, y)) return;
      heat(x, y);
      touched[arc] = 1;
    };
    scan((ax, ay, bx, by, arc, point) => {
      bending.query(ax, ay, bx, by, (other) => {
        const [cx, cy, dx, dy] = endsOf(segments, other);
        meet(ax, ay, arc, cx, cy, dx, dy);
        meet(bx, by, arc, cx, cy, dx, dy);
        if (round > 0) return; // two segments of a map never cross
        const place = crossing(ax, ay, bx, by, cx, cy, dx, dy);
        if (place === undefined) return;
        const hot = heat(...place);
        crossings.add(other, hot);
        crossings.add(move(ax, ay, bx, by, arc, point), hot);
      });
    });
    // A segment of the map that passes through a hot point is led through it.
    const before = round === 0 ? zoneSegments : segments.count;
    const fresh = new Cells(lattice, freshHot.length);
    for (const point of freshHot) {
      fresh.addPoint(point, points.x(point), points.y(point));
      hotCells.addPoint(point, points.x(point), points.y(point));
    }
    freshHot = [];
    scan((ax, ay, bx, by, arc, point) => {
      fresh.query(ax, ay, bx, by, (hot) => {
        const x = points.x(hot);
        const y = points.y(hot);
        if ((x === ax && y === ay) || (x === bx && y === by)) {
          touched[arc] = 1;
        } else if (passesThrough(ax, ay, bx, by, x, y)) {
          move(ax, ay, bx, by, arc, point);
        }
      });
    });
    // One that follows an axis is led through points it has on it already: it does not bend.
    bending = new Cells(lattice, segments.count - before);
    let bent = 0;
    for (let segment = before; segment < segments.count; segment++) {
      const [ax, ay, bx, by] = endsOf(segments, segment);
      if (ax === bx || ay === by) continue;
      bending.addSegment(segment, ax, ay, bx, by);
      bent++;
    }
    if (bent === 0) break;
  }

  const crossed = crossings.byFirst(segments.count);
  let broken = new Int32Array(4096);
  let written = 0;
  const put = (from: number, to: number, zone: number, arc: number): void => {
    broken = withRoom(broken, written + 4);
    broken[written++] = from;
    broken[written++] = to;
    broken[written++] = zone;
    broken[written++] = arc;
  };
  const through: number[] = [];
  const lead = (segment: number, zone: number, arc: number): void => {
    const [ax, ay, bx, by] = endsOf(segments, segment);
    through.length = 0;
    through.push(points.of(ax, ay), points.of(bx, by));
    for (let at = crossed.offsets[segment]!; at < crossed.offsets[segment + 1]!; at++)
      through.push(crossed.seconds[at]!);
    hotCells.query(ax, ay, bx, by, (hot) => {
      if (passesThrough(ax, ay, bx, by, points.x(hot), points.y(hot))) through.push(hot);
    });
    const along = (point: number): number => points.x(point) * (bx - ax) + points.y(point) * (by - ay);
    through.sort((one, other) => along(one) - along(other) || one - other);
    for (let at = 1; at < through.length; at++) {
      if (through[at] !== through[at - 1]) put(through[at - 1]!, through[at]!, zone, arc);
    }
  };
  for (let segment = 0; segment < zoneSegments; segment++) lead(segment, segments.zone[segment]!, -1);
  scan((ax, ay, bx, by, arc, point) => {
    if (touched[arc] === 0) return;
    const moved = movedAt[point]!;
    if (moved >= 0) lead(moved, -1, arc);
    else put(points.of(ax, ay), points.of(bx, by), -1, arc);
  });
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

function endsOf({ ends }: Segments, segment: number): [number, number, number, number] {
  const at = 4 * segment;
  return [ends[at]!, ends[at + 1]!, ends[at + 2]!, ends[at + 3]!];
}
