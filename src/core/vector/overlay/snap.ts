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
import type { PlanarMap } from "../coverage.ts";
import { crossing, passesThrough } from "./exact.ts";
import { type Lattice, ringsOnLattice, type Zone } from "./lattice.ts";
import { Cells, Segments } from "./segments.ts";

/** More than there are rows on a lattice: a point's key is column × this + row. */
const STRIDE = 2 ** 26;

/** Lattice points by number. */
export class Points {
  readonly x: number[] = [];
  readonly y: number[] = [];
  readonly #numbers = new Map<number, number>();
  readonly #lattice: Lattice;

  constructor(lattice: Lattice) {
    this.#lattice = lattice;
  }

  get count(): number {
    return this.x.length;
  }

  numberOf(x: number, y: number): number {
    const key = (x - this.#lattice.minX) * STRIDE + y - this.#lattice.minY;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.x.length);
    this.y.push(y);
    return this.x.push(x) - 1;
  }
}

export interface Snapped {
  readonly points: Points;
  /** a, b, zone, arc of each unbroken segment: a and b are points; zone or arc is −1; a → b is the arc's own sense */
  readonly segments: Int32Array;
  /** per arc of the map: 1 if all its segments are among `segments`, 0 if no zone comes near */
  readonly touched: Uint8Array;
}

export function snap(map: PlanarMap, zones: readonly Zone[], lattice: Lattice): Snapped {
  const { arcs } = map;
  const { factor } = lattice;
  const points = new Points(lattice);
  const segments = new Segments();
  const touched = new Uint8Array(arcs.count);
  /** of a moved segment of the map, by its first point */
  const movedAt = new Map<number, number>();
  /** crossings by segment: hot whatever the last digit says */
  const crossings = new Map<number, number[]>();
  const isHot: boolean[] = [];
  let freshHot: number[] = [];

  const heat = (x: number, y: number): number => {
    const point = points.numberOf(x, y);
    if (isHot[point]) return point;
    isHot[point] = true;
    freshHot.push(point);
    return point;
  };
  const cross = (segment: number, point: number): void => {
    const known = crossings.get(segment);
    if (known === undefined) crossings.set(segment, [point]);
    else known.push(point);
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
      cross(segment, point);
      cross(other, point);
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
    const known = movedAt.get(point);
    if (known !== undefined) return known;
    const segment = segments.add(ax, ay, bx, by, -1, arc, point);
    movedAt.set(point, segment);
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
        cross(other, hot);
        cross(move(ax, ay, bx, by, arc, point), hot);
      });
    });
    // A segment of the map that passes through a hot point is led through it.
    const before = round === 0 ? zoneSegments : segments.count;
    const fresh = new Cells(lattice, freshHot.length);
    for (const point of freshHot) {
      fresh.addPoint(point, points.x[point]!, points.y[point]!);
      hotCells.addPoint(point, points.x[point]!, points.y[point]!);
    }
    freshHot = [];
    scan((ax, ay, bx, by, arc, point) => {
      fresh.query(ax, ay, bx, by, (hot) => {
        const x = points.x[hot]!;
        const y = points.y[hot]!;
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

  const broken: number[] = [];
  const lead = (segment: number, zone: number, arc: number): void => {
    const [ax, ay, bx, by] = endsOf(segments, segment);
    const through = [points.numberOf(ax, ay), points.numberOf(bx, by), ...(crossings.get(segment) ?? [])];
    hotCells.query(ax, ay, bx, by, (hot) => {
      if (passesThrough(ax, ay, bx, by, points.x[hot]!, points.y[hot]!)) through.push(hot);
    });
    const along = (point: number): number => points.x[point]! * (bx - ax) + points.y[point]! * (by - ay);
    through.sort((one, other) => along(one) - along(other) || one - other);
    for (let at = 1; at < through.length; at++) {
      if (through[at] !== through[at - 1]) broken.push(through[at - 1]!, through[at]!, zone, arc);
    }
  };
  for (let segment = 0; segment < zoneSegments; segment++) lead(segment, segments.zone[segment]!, -1);
  scan((ax, ay, bx, by, arc, point) => {
    if (touched[arc] === 0) return;
    const moved = movedAt.get(point);
    if (moved !== undefined) lead(moved, -1, arc);
    else broken.push(points.numberOf(ax, ay), points.numberOf(bx, by), -1, arc);
  });
  return { points, segments: Int32Array.from(broken), touched };
}

function endsOf({ ends }: Segments, segment: number): [number, number, number, number] {
  const at = 4 * segment;
  return [ends[at]!, ends[at + 1]!, ends[at + 2]!, ends[at + 3]!];
}
