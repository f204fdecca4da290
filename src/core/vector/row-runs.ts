import { OUTSIDE } from "./coverage.ts";

/**
 * One row of a class raster as runs of equal class: run `r` covers the columns `start[r]` to `start[r + 1] - 1`. What
 * lies left and right of the raster is class 0 too, so the first run starts at column −1 and the last one covers column
 * `width`.
 */
export class RowRuns {
  readonly #width: number;
  count = 1;
  readonly start: Int32Array;
  /** class of each run */
  readonly numero: Uint8Array;
  /** sum of the pixels' confidence */
  readonly confidence: Uint32Array;
  /** provisional face of each run, `FaceLabels`' to fill; `OUTSIDE` where the class is 0 */
  readonly label: Int32Array;

  constructor(width: number) {
    this.#width = width;
    this.start = new Int32Array(width + 3).fill(-1);
    this.numero = new Uint8Array(width + 2);
    this.confidence = new Uint32Array(width + 2);
    this.label = new Int32Array(width + 2).fill(OUTSIDE);
    this.start[1] = width + 1;
  }

  /** Takes the next row's pixels, from index `from` of a strip. */
  read(classes: Uint8Array, confidence: Uint8Array, from: number): void {
    const { start, numero } = this;
    const width = this.#width;
    let run = 0;
    let last = 0;
    let sum = 0;
    for (let x = 0; x < width; x++) {
      const here = classes[from + x]!;
      if (here !== last) {
        this.confidence[run++] = sum;
        start[run] = x;
        numero[run] = here;
        last = here;
        sum = 0;
      }
      sum += confidence[from + x]!;
    }
    this.confidence[run] = sum;
    if (last !== 0) {
      start[++run] = width;
      numero[run] = 0;
    }
    this.count = run + 1;
    start[this.count] = width + 1;
  }

  /** Takes a row of class 0: what lies below the raster. */
  clear(): void {
    this.count = 1;
    this.start[1] = this.#width + 1;
  }
}
