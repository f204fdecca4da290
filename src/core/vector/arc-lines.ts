import type { Arcs } from "./coverage.ts";
import type { LineWalk } from "./overlay/nearest-left.ts";

/** Some arcs of a map as lines to be walked. */
export class ArcLines implements LineWalk {
  readonly #arcs: Arcs;
  readonly #numbers: ArrayLike<number> | undefined;
  count = 0;
  #first = 0;

  /** @param numbers the arc of each line; without them line and arc are the same */
  constructor(arcs: Arcs, numbers?: ArrayLike<number>) {
    this.#arcs = arcs;
    this.#numbers = numbers;
  }

  of(line: number): void {
    const arc = this.#numbers === undefined ? line : this.#numbers[line]!;
    this.#first = this.#arcs.offsets[arc]!;
    this.count = this.#arcs.offsets[arc + 1]! - this.#first;
  }

  x(at: number): number {
    return this.#arcs.points[2 * (this.#first + at)]!;
  }

  y(at: number): number {
    return this.#arcs.points[2 * (this.#first + at) + 1]!;
  }
}
