import { withRoom } from "../arrays.ts";
import type { Lattice } from "./lattice.ts";

/** Segments on the lattice, by number: of a zone's border, or of an arc of the map. */
export class Segments {
  count = 0;
  /** ax, ay, bx, by of each */
  ends = new Int32Array(4096);
  /** the zone it bounds, −1 for a segment of the map */
  zone = new Int32Array(1024);
  /** the arc it is of and the number of its first point among all arcs' points; −1 for a zone's */
  arc = new Int32Array(1024);
  point = new Int32Array(1024);

  add(ax: number, ay: number, bx: number, by: number, zone: number, arc: number, point: number): number {
    const segment = this.count++;
    this.ends = withRoom(this.ends, 4 * this.count);
    this.zone = withRoom(this.zone, this.count);
    this.arc = withRoom(this.arc, this.count);
    this.point = withRoom(this.point, this.count);
    this.ends[4 * segment] = ax;
    this.ends[4 * segment + 1] = ay;
    this.ends[4 * segment + 2] = bx;
    this.ends[4 * segment + 3] = by;
    this.zone[segment] = zone;
    this.arc[segment] = arc;
    this.point[segment] = point;
    return segment;
  }
}

/** Cells to the side of the frame, at least and at most. */
const LEAST_SIDE = 64;
const MOST_SIDE = 2048;

/**
 * The frame in square cells, each with the numbers that were put there: who may meet whom. A segment is in every cell
 * it comes within one lattice step of, so that two which share a hot pixel share a cell.
 */
export class Cells {
  readonly #lattice: Lattice;
  readonly #shift: number;
  readonly #side: number;
  /** the last entry of each cell, and by entry its item and the entry before it; 0 is none */
  readonly #last: Int32Array;
  #items = new Int32Array(1024);
  #before = new Int32Array(1024);
  #entries = 0;
  /** the last query that saw an item: an item of many cells is handed out once */
  #seen = new Int32Array(1024);
  #query = 0;

  /** @param expected items, so that a cell holds a few */
  constructor(lattice: Lattice, expected: number) {
    this.#lattice = lattice;
    const wanted = Math.min(MOST_SIDE, Math.max(LEAST_SIDE, Math.ceil(Math.sqrt(2 * expected))));
    const extent = Math.max(lattice.maxX - lattice.minX, lattice.maxY - lattice.minY) + 2;
    this.#shift = Math.max(0, Math.ceil(Math.log2(extent / wanted)));
    this.#side = (extent >> this.#shift) + 1;
    this.#last = new Int32Array(this.#side * this.#side);
  }

  addPoint(item: number, x: number, y: number): void {
    this.#put(item, this.#column(x) + this.#side * this.#row(y));
  }

  addSegment(item: number, ax: number, ay: number, bx: number, by: number): void {
    this.#visit(ax, ay, bx, by, (cell) => this.#put(item, cell));
  }

  /** Calls `found` once for every item that shares a cell with the segment. */
  query(ax: number, ay: number, bx: number, by: number, found: (item: number) => void): void {
    const query = ++this.#query;
    const offer = (cell: number): void => {
      for (let entry = this.#last[cell]!; entry !== 0; entry = this.#before[entry]!) {
        const item = this.#items[entry]!;
        if (this.#seen[item] === query) continue;
        this.#seen[item] = query;
        found(item);
      }
    };
    // Most segments of a map are a few pixels long.
    const column = this.#column(Math.min(ax, bx) - 1);
    const row = this.#row(Math.min(ay, by) - 1);
    if (this.#column(Math.max(ax, bx) + 1) === column && this.#row(Math.max(ay, by) + 1) === row) {
      offer(column + this.#side * row);
    } else {
      this.#visit(ax, ay, bx, by, offer);
    }
  }

  #put(item: number, cell: number): void {
    this.#seen = withRoom(this.#seen, item + 1);
    const entry = ++this.#entries;
    this.#items = withRoom(this.#items, entry + 1);
    this.#before = withRoom(this.#before, entry + 1);
    this.#items[entry] = item;
    this.#before[entry] = this.#last[cell]!;
    this.#last[cell] = entry;
  }

  /** Row of cells by row, the columns of what the segment has in it. */
  #visit(ax: number, ay: number, bx: number, by: number, visit: (cell: number) => void): void {
    const { minY } = this.#lattice;
    const top = Math.min(ay, by) - 1;
    const bottom = Math.max(ay, by) + 1;
    const slope = ay === by ? 0 : (bx - ax) / (by - ay);
    for (let row = this.#row(top); row <= this.#row(bottom); row++) {
      let left = Math.min(ax, bx);
      let right = Math.max(ax, bx);
      if (slope !== 0) {
        const from = ax + slope * (minY + row * 2 ** this.#shift - 2 - ay);
        const to = ax + slope * (minY + (row + 1) * 2 ** this.#shift + 1 - ay);
        left = Math.max(left, Math.floor(Math.min(from, to)));
        right = Math.min(right, Math.ceil(Math.max(from, to)));
      }
      for (let column = this.#column(left - 1); column <= this.#column(right + 1); column++) {
        visit(column + this.#side * row);
      }
    }
  }

  #column(x: number): number {
    return Math.min(this.#side - 1, Math.max(0, (x - this.#lattice.minX) >> this.#shift));
  }

  #row(y: number): number {
    return Math.min(this.#side - 1, Math.max(0, (y - this.#lattice.minY) >> this.#shift));
  }
}
