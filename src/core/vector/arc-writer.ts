import type { Arcs, Nodes } from "./coverage.ts";

/**
 * Fills the arrays of arcs and nodes, one arc after the other: `begin`, points, `end`. A slot is slots a node × node
 * + the place of the half-edge among those that leave it, clockwise; a negative one means that the arc is a loop without
 * node.
 * The sizes may be upper bounds; `finish` cuts to measure.
 */
export class ArcWriter {
  readonly #offsets: Int32Array;
  readonly #points: Int32Array;
  readonly #left: Int32Array;
  readonly #right: Int32Array;
  readonly #startNode: Int32Array;
  readonly #endNode: Int32Array;
  readonly #slots: Int32Array;
  readonly #slotsEach: number;
  #count = 0;
  #written = 0;

  constructor(arcs: number, points: number, nodes: number, slotsEach = 4) {
    this.#slotsEach = slotsEach;
    this.#offsets = new Int32Array(arcs + 1);
    this.#points = new Int32Array(2 * points);
    this.#left = new Int32Array(arcs);
    this.#right = new Int32Array(arcs);
    this.#startNode = new Int32Array(arcs).fill(-1);
    this.#endNode = new Int32Array(arcs).fill(-1);
    this.#slots = new Int32Array(slotsEach * nodes).fill(-1);
  }

  begin(left: number, right: number, slot: number): void {
    this.#left[this.#count] = left;
    this.#right[this.#count] = right;
    if (slot >= 0) {
      this.#startNode[this.#count] = Math.floor(slot / this.#slotsEach);
      this.#slots[slot] = 2 * this.#count;
    }
  }

  /** Room for `points` points of the current arc: the index of the first, to be filled with `put`. */
  reserve(points: number): number {
    const at = this.#written;
    this.#written += points;
    return at;
  }

  put(point: number, x: number, y: number): void {
    this.#points[2 * point] = x;
    this.#points[2 * point + 1] = y;
  }

  /** Appends a point; takes back the one before it if that is on the straight line to this one, or is this one. */
  append(x: number, y: number): void {
    const points = this.#points;
    const first = this.#offsets[this.#count]!;
    let at = this.#written;
    if (at > first && points[2 * at - 2] === x && points[2 * at - 1] === y) return;
    if (at > first + 1 && isStraight(points, at - 2, at - 1, x, y)) at--;
    this.put(at, x, y);
    this.#written = at + 1;
  }

  end(slot: number): void {
    if (slot >= 0) {
      this.#endNode[this.#count] = Math.floor(slot / this.#slotsEach);
      this.#slots[slot] = 2 * this.#count + 1;
    } else {
      this.#turnLoop();
    }
    this.#offsets[++this.#count] = this.#written;
  }

  finish(): { arcs: Arcs; nodes: Nodes } {
    const count = this.#count;
    const cut = (array: Int32Array, length: number): Int32Array =>
      length === array.length ? array : array.slice(0, length);
    const arcs: Arcs = {
      count,
      offsets: cut(this.#offsets, count + 1),
      points: cut(this.#points, 2 * this.#written),
      left: cut(this.#left, count),
      right: cut(this.#right, count),
      startNode: cut(this.#startNode, count),
      endNode: cut(this.#endNode, count),
    };
    const slotsEach = this.#slotsEach;
    return { arcs, nodes: { count: this.#slots.length / slotsEach, slotsEach, slots: this.#slots } };
  }

  /** A loop must start at a turning point: if it does not, it starts at its second point instead. */
  #turnLoop(): void {
    const points = this.#points;
    const first = this.#offsets[this.#count]!;
    const last = this.#written - 1;
    if (!isStraight(points, last - 1, first, points[2 * first + 2]!, points[2 * first + 3]!)) return;
    points.copyWithin(2 * first, 2 * first + 2, 2 * last);
    this.put(last - 1, points[2 * first]!, points[2 * first + 1]!);
    this.#written = last;
  }
}

/** Whether points `a` and `b` of the array and (x, y) lie on one straight line. */
function isStraight(points: Int32Array, a: number, b: number, x: number, y: number): boolean {
  const ax = points[2 * a]!;
  const ay = points[2 * a + 1]!;
  return (points[2 * b]! - ax) * (y - ay) === (points[2 * b + 1]! - ay) * (x - ax);
}
