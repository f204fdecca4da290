import { withRoom } from "../vector/arrays.ts";

type Numbers = Int32Array | Uint8Array | Float64Array;

/** Every change of the columns that share it, so that changes can be taken back, the last first. */
export class Journal {
  readonly #columns: Column[] = [];
  readonly #places: number[] = [];
  readonly #before: number[] = [];

  /** Where the journal stands: what comes after can be taken back to here. */
  get mark(): number {
    return this.#columns.length;
  }

  note(column: Column, at: number): void {
    this.#columns.push(column);
    this.#places.push(at);
    this.#before.push(column.values[at]!);
  }

  /** What has been changed so far stays. */
  forget(): void {
    this.#columns.length = 0;
    this.#places.length = 0;
    this.#before.length = 0;
  }

  takeBack(mark: number): void {
    while (this.#columns.length > mark) {
      const column = this.#columns.pop()!;
      column.values[this.#places.pop()!] = this.#before.pop()!;
    }
  }
}

/** A typed array that grows and of which changes can be taken back. */
export class Column<T extends Numbers = Numbers> {
  values: T;
  readonly #journal: Journal;

  constructor(journal: Journal, values: T) {
    this.#journal = journal;
    this.values = values;
  }

  set(at: number, value: number): void {
    if (this.values[at] === value) return;
    this.#journal.note(this, at);
    this.values[at] = value;
  }

  /** Writes behind what counts: whoever takes back counts fewer. */
  put(at: number, value: number): void {
    this.values = withRoom(this.values, at + 1);
    this.values[at] = value;
  }
}
