import { withRoom } from "../vector/arrays.ts";

/** Some of a raster's pixels as horizontal runs, row by row: their memory grows with borders, not with pixels. */
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

/** Collects runs, row after row. */
export class RunWriter {
  readonly #ofRow: Int32Array;
  #start = new Int32Array(1024);
  #end = new Int32Array(1024);
  #rows = 0;
  count = 0;

  constructor(rows: number) {
    this.#ofRow = new Int32Array(rows + 1);
  }

  /** A run of the row that is being written, right of the row's others and apart from them. */
  add(start: number, end: number): void {
    this.#start = withRoom(this.#start, this.count + 1);
    this.#end = withRoom(this.#end, this.count + 1);
    this.#start[this.count] = start;
    this.#end[this.count++] = end;
  }

  /** The next run is of the next row. */
  endRow(): void {
    this.#ofRow[++this.#rows] = this.count;
  }

  /** The runs so far, valid until the next one. */
  view(): Runs {
    return { ofRow: this.#ofRow, start: this.#start, end: this.#end };
  }
}

/** Writes the runs of one class in a row of them. */
export function addClassRow(writer: RunWriter, numero: number, classes: Uint8Array): void {
  const width = classes.length;
  // `indexOf` looks at many pixels at once: a class is rare, and the rest of the map is what takes the time.
  for (let x = classes.indexOf(numero); x >= 0; x = classes.indexOf(numero, x)) {
    const start = x;
    do x++;
    while (x < width && classes[x] === numero);
    writer.add(start, x);
  }
  writer.endRow();
}
