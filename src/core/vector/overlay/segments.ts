import { withRoom } from "../arrays.ts";
import type { Lattice } from "./lattice.ts";

/** Segments on the lattice, by number: of zones' borders, or of arcs of the map. */
export class Segments {
  count = 0;
  /** ax, ay, bx, by of each */
  ends = new Int32Array(4096);

  add(ax: number, ay: number, bx: number, by: number): number {
    const segment = this.count++;
    this.ends = withRoom(this.ends, 4 * this.count);
    this.ends[4 * segment] = ax;
    this.ends[4 * segment + 1] = ay;
    this.ends[4 * segment + 2] = bx;
    this.ends[4 * segment + 3] = by;
    return segment;
  }

  endsOf(segment: number): [ax: number, ay: number, bx: number, by: number] {
    const { ends } = this;
    const at = 4 * segment;
    return [ends[at]!, ends[at + 1]!, ends[at + 2]!, ends[at + 3]!];
  }
}

/** Cells to the side of the frame, at least and at most. */
const LEAST_SIDE = 64;
const MOST_SIDE = 2048;

/** Cells that are looked through to spare the look at each segment of an arc. */
const MOST_LOOKED_AT = 64;

/**
 * The frame in square cells, each with the numbers that were put there: who may meet whom. A segment is in every cell
 * it comes within one lattice step of, so that two which share a hot pixel share a cell.
 */
export class Cells {
  readonly #lattice: Lattice;
  readonly #shift: number;
  readonly #side: number;
  /** the last entry of each cell; 0 is none */
  readonly #last: Int32Array;
  /** by entry its item and the entry before it in the cell */
  #entries = new Int32Array(2048);
  #entryCount = 0;
  /** the last query that saw an item: an item of many cells is handed out once */
  #seen = new Int32Array(1024);
  #query = 0;
  /** cells that a segment comes into */
  #met = new Int32Array(64);
  /** what the last query has found: so many, each once */
  found = new Int32Array(64);

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
    const met = this.#meet(ax, ay, bx, by);
    for (let at = 0; at < met; at++) this.#put(item, this.#met[at]!);
  }

  /** Looks for every item that shares a cell with the segment; `found` begins with so many of them until the next query. */
  query(ax: number, ay: number, bx: number, by: number): number {
    // Most segments of a map are a few pixels long.
    const column = this.#column(Math.min(ax, bx) - 1);
    const row = this.#row(Math.min(ay, by) - 1);
    let count = 0;
    if (this.#column(Math.max(ax, bx) + 1) === column && this.#row(Math.max(ay, by) + 1) === row) {
      for (let entry = this.#last[column + this.#side * row]!; entry !== 0; entry = this.#entries[2 * entry + 1]!) {
        if (count === this.found.length) this.found = withRoom(this.found, count + 1);
        this.found[count++] = this.#entries[2 * entry]!;
      }
      return count;
    }
    const query = ++this.#query;
    const met = this.#meet(ax, ay, bx, by);
    for (let at = 0; at < met; at++) {
      for (let entry = this.#last[this.#met[at]!]!; entry !== 0; entry = this.#entries[2 * entry + 1]!) {
        const item = this.#entries[2 * entry]!;
        if (this.#seen[item] === query) continue;
        this.#seen[item] = query;
        if (count === this.found.length) this.found = withRoom(this.found, count + 1);
        this.found[count++] = item;
      }
    }
    return count;
  }

  /** Whether no item is in any cell that a segment within some bounds comes into. Not said of more than a few cells. */
  isClear(minX: number, minY: number, maxX: number, maxY: number): boolean {
    const left = this.#column(minX - 1);
    const right = this.#column(maxX + 1);
    const bottom = this.#row(maxY + 1);
    let row = this.#row(minY - 1);
    if ((right - left + 1) * (bottom - row + 1) > MOST_LOOKED_AT) return false;
    for (; row <= bottom; row++) {
      for (let column = left; column <= right; column++) if (this.#last[column + this.#side * row] !== 0) return false;
    }
    return true;
  }

  #put(item: number, cell: number): void {
    this.#seen = withRoom(this.#seen, item + 1);
    const entry = ++this.#entryCount;
    this.#entries = withRoom(this.#entries, 2 * entry + 2);
    this.#entries[2 * entry] = item;
    this.#entries[2 * entry + 1] = this.#last[cell]!;
    this.#last[cell] = entry;
  }

  /** Notes the cells of a segment, row by row the columns of what it has in it; tells how many. */
  #meet(ax: number, ay: number, bx: number, by: number): number {
    const { minY } = this.#lattice;
    const first = this.#row(Math.min(ay, by) - 1);
    const last = this.#row(Math.max(ay, by) + 1);
    const slope = ay === by ? 0 : (bx - ax) / (by - ay);
    let count = 0;
    for (let row = first; row <= last; row++) {
      let left = Math.min(ax, bx);
      let right = Math.max(ax, bx);
      if (slope !== 0 && first !== last) {
        const from = ax + slope * (minY + row * 2 ** this.#shift - 2 - ay);
        const to = ax + slope * (minY + (row + 1) * 2 ** this.#shift + 1 - ay);
        left = Math.max(left, Math.floor(Math.min(from, to)));
        right = Math.min(right, Math.ceil(Math.max(from, to)));
      }
      const end = this.#column(right + 1);
      for (let column = this.#column(left - 1); column <= end; column++) {
        if (count === this.#met.length) this.#met = withRoom(this.#met, count + 1);
        this.#met[count++] = column + this.#side * row;
      }
    }
    return count;
  }

  #column(x: number): number {
    return Math.min(this.#side - 1, Math.max(0, (x - this.#lattice.minX) >> this.#shift));
  }

  #row(y: number): number {
    return Math.min(this.#side - 1, Math.max(0, (y - this.#lattice.minY) >> this.#shift));
  }
}
