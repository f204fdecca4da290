import { withRoom } from "./arrays.ts";

/** Lattice points numbered as they are met: a hash table of whole numbers, some 20 bytes a point. */
export class PointNumbers {
  count = 0;
  #xs = new Int32Array(1024);
  #ys = new Int32Array(1024);
  /** number + 1 of the point in each place, 0 where there is none; a power of two long, half of it empty */
  #table = new Int32Array(4096);

  /** The number of a point, its own from now on. */
  of(x: number, y: number): number {
    const mask = this.#table.length - 1;
    let place = hashOf(x, y) & mask;
    for (; this.#table[place] !== 0; place = (place + 1) & mask) {
      const known = this.#table[place]! - 1;
      if (this.#xs[known] === x && this.#ys[known] === y) return known;
    }
    const number = this.count++;
    this.#xs = withRoom(this.#xs, this.count);
    this.#ys = withRoom(this.#ys, this.count);
    this.#xs[number] = x;
    this.#ys[number] = y;
    this.#table[place] = this.count;
    if (2 * this.count > this.#table.length) this.#grow();
    return number;
  }

  x(point: number): number {
    return this.#xs[point]!;
  }

  y(point: number): number {
    return this.#ys[point]!;
  }

  #grow(): void {
    this.#table = new Int32Array(2 * this.#table.length);
    const mask = this.#table.length - 1;
    for (let point = 0; point < this.count; point++) {
      let place = hashOf(this.#xs[point]!, this.#ys[point]!) & mask;
      while (this.#table[place] !== 0) place = (place + 1) & mask;
      this.#table[place] = point + 1;
    }
  }
}

/** Neighbouring points far apart: odd multipliers, then the upper bits into the lower (as in MurmurHash3's finish). */
function hashOf(x: number, y: number): number {
  let hash = Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
  return hash ^ (hash >>> 13);
}
