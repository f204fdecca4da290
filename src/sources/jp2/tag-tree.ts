import type { RawBits } from "./raw-bits.ts";

const UNKNOWN = 0xffff;

/**
 * A tag tree (ISO/IEC 15444-1 B.10.2): an array of numbers, each known to be at least the smallest of its quarter of
 * the array, and so on up. What earlier packets told stays known.
 */
export class TagTree {
  readonly #widths: number[] = [];
  readonly #starts: number[] = [];
  readonly #values: Uint16Array;
  readonly #lowest: Uint16Array;

  constructor(width: number, height: number) {
    let nodes = 0;
    for (let across = width, down = height; ; across = (across + 1) >> 1, down = (down + 1) >> 1) {
      this.#widths.push(across);
      this.#starts.push(nodes);
      nodes += across * down;
      if (across * down <= 1) break;
    }
    this.#values = new Uint16Array(nodes).fill(UNKNOWN);
    this.#lowest = new Uint16Array(nodes);
  }

  /** Reads what it takes to tell whether the number at (column, row) is below `threshold`. */
  isBelow(bits: RawBits, column: number, row: number, threshold: number): boolean {
    let low = 0;
    let node = 0;
    for (let level = this.#widths.length - 1; level >= 0; level--) {
      node = (this.#starts[level] as number) + (row >> level) * (this.#widths[level] as number) + (column >> level);
      low = Math.max(low, this.#lowest[node] as number);
      while (low < threshold && low < (this.#values[node] as number)) {
        if (bits.bit() === 1) this.#values[node] = low;
        else low++;
      }
      this.#lowest[node] = low;
    }
    return (this.#values[node] as number) < threshold;
  }
}
