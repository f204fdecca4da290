import { withRoom } from "../vector/arrays.ts";

/** Pixels of one class as horizontal runs, row by row: their memory grows with borders, not with pixels. */
export interface Runs {
  /** rows + 1: row `y` has the runs `ofRow[y]` to `ofRow[y + 1] - 1`, left to right, apart from each other. */
  readonly ofRow: Int32Array;
  /** first column of each run, and the one after its last */
  readonly start: Int32Array;
  readonly end: Int32Array;
}

/** The first run of row `row` that ends beyond `column`; the row's end if there is none. */
export function firstRunBeyond({ ofRow, end }: Runs, row: number, column: number): number {
  let low = ofRow[row]!;
  let high = ofRow[row + 1]!;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (end[middle]! > column) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Collects the runs of one class, row after row. */
export class RunWriter {
  readonly #numero: number;
  readonly #ofRow: Int32Array;
  #start = new Int32Array(1024);
  #end = new Int32Array(1024);
  #rows = 0;
  count = 0;

  constructor(numero: number, rows: number) {
    this.#numero = numero;
    this.#ofRow = new Int32Array(rows + 1);
  }

  /** The classes of the next row. */
  addRow(classes: Uint8Array): void {
    const numero = this.#numero;
    const width = classes.length;
    this.#start = withRoom(this.#start, this.count + (width + 1) / 2);
    this.#end = withRoom(this.#end, this.count + (width + 1) / 2);
    // `indexOf` looks at many pixels at once: a class is rare, and the rest of the map is what takes the time.
    for (let x = classes.indexOf(numero); x >= 0; x = classes.indexOf(numero, x)) {
      this.#start[this.count] = x;
      do x++;
      while (x < width && classes[x] === numero);
      this.#end[this.count++] = x;
    }
    this.#ofRow[++this.#rows] = this.count;
  }

  /** The runs so far, valid until the next row. */
  view(): Runs {
    return { ofRow: this.#ofRow, start: this.#start, end: this.#end };
  }
}
