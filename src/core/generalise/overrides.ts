import type { ClassRasterReader } from "../ports/class-raster.ts";
import { withRoom } from "../vector/arrays.ts";

/** Other classes for some runs of pixels of a class raster, which itself stays as it is. */
export interface Overrides {
  /** rows + 1: those of row `y` are `ofRow[y]` to `ofRow[y + 1] - 1`; of two over one pixel the later holds. */
  readonly ofRow: Int32Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly numero: Uint8Array;
}

/** Collects overrides in any order of rows. */
export class OverrideWriter {
  #row = new Int32Array(1024);
  #start = new Int32Array(1024);
  #end = new Int32Array(1024);
  #numero = new Uint8Array(1024);
  #count = 0;

  /** Class `numero` from column `start` to before column `end`. */
  add(row: number, start: number, end: number, numero: number): void {
    const at = this.#count++;
    this.#row = withRoom(this.#row, this.#count);
    this.#start = withRoom(this.#start, this.#count);
    this.#end = withRoom(this.#end, this.#count);
    this.#numero = withRoom(this.#numero, this.#count);
    this.#row[at] = row;
    this.#start[at] = start;
    this.#end[at] = end;
    this.#numero[at] = numero;
  }

  /** Counting sort by row; within a row in the order they were added. */
  finish(rows: number): Overrides {
    const ofRow = new Int32Array(rows + 1);
    for (let at = 0; at < this.#count; at++) {
      const row = this.#row[at]!;
      ofRow[row + 1] = ofRow[row + 1]! + 1;
    }
    for (let row = 0; row < rows; row++) ofRow[row + 1] = ofRow[row + 1]! + ofRow[row]!;
    const next = ofRow.slice();
    const start = new Int32Array(this.#count);
    const end = new Int32Array(this.#count);
    const numero = new Uint8Array(this.#count);
    for (let at = 0; at < this.#count; at++) {
      const row = this.#row[at]!;
      const to = next[row]!;
      next[row] = to + 1;
      start[to] = this.#start[at]!;
      end[to] = this.#end[at]!;
      numero[to] = this.#numero[at]!;
    }
    return { ofRow, start, end, numero };
  }
}

/**
 * Level 0 of a class raster with other classes in places; the confidence stays what it was said of the pixel. What
 * reads through it, tracing say, sees a raster like any other, so its topology needs no proof of its own.
 */
export function withOverrides(reader: ClassRasterReader, overrides: Overrides): ClassRasterReader {
  return {
    grid: reader.grid,
    levels: reader.levels.slice(0, 1),
    async read(rect, level, signal) {
      const window = await reader.read(rect, level, signal);
      const classes = window.classes.slice();
      const { column, row, width, height } = rect;
      for (let y = Math.max(0, -row); y < Math.min(height, reader.grid.height - row); y++) {
        for (let at = overrides.ofRow[row + y]!; at < overrides.ofRow[row + y + 1]!; at++) {
          const start = Math.max(0, overrides.start[at]! - column);
          const end = Math.min(width, overrides.end[at]! - column);
          if (start < end) classes.fill(overrides.numero[at]!, y * width + start, y * width + end);
        }
      }
      return { ...window, classes };
    },
  };
}
