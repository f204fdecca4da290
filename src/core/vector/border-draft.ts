import type { PlanarMap } from "./coverage.ts";
import { GONE, NONE, SegmentIndex, squaredDistance } from "./segment-index.ts";

/**
 * Distance in pixels that borders keep from each other: 2.5 cm at 20 cm. Were it nothing, a format that rounds (GeoJSON:
 * a millimetre) could still make them cross.
 */
const CLEARANCE_PIXELS = 1 / 8;

/** A map's borders as vertices that can be moved and removed, and then be a map's again. */
export class BorderDraft {
  readonly unit: number;
  readonly clearance: number;
  readonly index: SegmentIndex;
  /** arcs + 1: the vertices arc `a` began with are `first[a]` to `first[a + 1] - 1` */
  readonly first: Int32Array;
  readonly #map: PlanarMap;

  /** @param first room for the vertices of each arc, to be filled with `enter` */
  constructor(map: PlanarMap, unit: number, first: Int32Array) {
    const { arcs, grid } = map;
    this.#map = map;
    this.unit = unit;
    this.clearance = CLEARANCE_PIXELS * unit;
    this.first = first;
    this.index = new SegmentIndex(first[arcs.count]!, grid.width, grid.height, unit, this.clearance);
  }

  /** Draws an arc: all its points, x, y in sub-pixels, a loop's first not repeated. */
  enter(arc: number, points: Int32Array): void {
    const { x, y, next, previous } = this.index;
    const first = this.first[arc]!;
    const last = this.first[arc + 1]! - 1;
    const isLoop = this.#map.arcs.startNode[arc]! < 0;
    for (let vertex = first, at = 0; vertex <= last; vertex++) {
      x[vertex] = points[at++]!;
      y[vertex] = points[at++]!;
      if (vertex > first) this.index.link(vertex - 1, vertex);
    }
    if (isLoop) {
      this.index.link(last, first);
    } else {
      previous[first] = NONE;
      next[last] = NONE;
    }
    for (let vertex = first; vertex < last + Number(isLoop); vertex++) this.index.enter(vertex);
  }

  /** Takes a vertex out, if the straight line that remains is free; an arc's ends and a triangle's corners stay. */
  drop(vertex: number): boolean {
    const { x, y, next, previous } = this.index;
    const before = previous[vertex]!;
    const after = next[vertex]!;
    if (before === NONE || after === NONE || next[after] === before) return false;
    if (!this.index.isFree(before, vertex, vertex, after, x[before]!, y[before]!)) return false;
    this.index.remove(vertex);
    this.index.link(before, after);
    this.index.enter(before);
    return true;
  }

  /** Distance, in sub-pixels, of a vertex between two others from the line that joins these. */
  bendAt(vertex: number): number {
    const { x, y, next, previous } = this.index;
    const a = previous[vertex]!;
    const c = next[vertex]!;
    return Math.sqrt(squaredDistance(x[vertex]!, y[vertex]!, x[a]!, y[a]!, x[c]!, y[c]!));
  }

  /** The vertex an arc starts with now. */
  startOf(arc: number): number {
    let first = this.first[arc]!;
    while (this.index.next[first] === GONE) first++;
    return first;
  }

  finish(): Pick<PlanarMap, "unit" | "arcs"> {
    const { arcs } = this.#map;
    const { x, y, next } = this.index;
    const offsets = new Int32Array(arcs.count + 1);
    for (let arc = 0; arc < arcs.count; arc++) {
      const first = this.startOf(arc);
      let count = 1;
      for (let vertex = next[first]!; vertex !== NONE; vertex = next[vertex]!) {
        count++;
        if (vertex === first) break;
      }
      offsets[arc + 1] = offsets[arc]! + count;
    }
    const points = new Int32Array(2 * offsets[arcs.count]!);
    for (let arc = 0; arc < arcs.count; arc++) {
      let vertex = this.startOf(arc);
      for (let at = offsets[arc]!; at < offsets[arc + 1]!; at++, vertex = next[vertex]!) {
        points[2 * at] = x[vertex]!;
        points[2 * at + 1] = y[vertex]!;
      }
    }
    return { unit: this.unit, arcs: { ...arcs, offsets, points } };
  }
}

/** Whether an arc has the outside on one of its sides: the raster's frame, or pixels without class. */
export function isOuter({ arcs: { left, right } }: PlanarMap, arc: number): boolean {
  return left[arc]! < 0 || right[arc]! < 0;
}

/** The points of an arc in sub-pixels `scale` times finer, a loop's first not repeated, into `into`; how many. */
export function copyPoints({ arcs }: PlanarMap, arc: number, scale: number, into: Int32Array): number {
  const { offsets, points, startNode } = arcs;
  const count = offsets[arc + 1]! - offsets[arc]! - Number(startNode[arc]! < 0);
  for (let at = 0; at < 2 * count; at++) into[at] = points[2 * offsets[arc]! + at]! * scale;
  return count;
}
