/**
 * A first look at a class raster: where it is built, in which connected patches, and where nothing is known. Built land
 * is a few percent of a map, so its runs are kept where the whole map's would not be.
 */
import { appError } from "../errors.ts";
import type { CancelSignal } from "../ports/cancel.ts";
import type { ClassRasterReader } from "../ports/class-raster.ts";
import type { Grid } from "../raster/grid.ts";
import { joined, rootOf, withRoom } from "../vector/arrays.ts";
import { STRIP_ROWS } from "../vector/trace.ts";
import { addClassRow, type Runs, RunWriter } from "./runs.ts";

/** Two ends, a label and, while they are counted, another. */
const BYTES_A_RUN = 16;

/** Bytes. A town of 25 km² at 20 cm has some 5 million runs, a house being fifty rows high: 80 MB. */
const MEMORY_LIMIT = 0.6e9;

export interface BuiltSurvey {
  readonly grid: Grid;
  readonly built: Runs;
  /** the patch of each run of `built` */
  readonly patchOf: Int32Array;
  /** pixels of each patch; patches are 4-connected, in the order of their first pixel, as faces are */
  readonly pixels: Float64Array;
  readonly noData: Runs;
}

/**
 * @param onProgress rows done, rows in all
 * @throws AppError "map-too-noisy" above the limit; the signal's reason when aborted (looked at before each strip)
 */
export async function surveyBuilt(
  reader: ClassRasterReader,
  numero: number,
  onProgress: (done: number, total: number) => void = () => {},
  signal?: CancelSignal,
): Promise<BuiltSurvey> {
  const { width, height } = reader.grid;
  const built = new RunWriter(height);
  const noData = new RunWriter(height);
  const patches = new PatchLabels();
  for (let row = 0; row < height; row += STRIP_ROWS) {
    signal?.throwIfAborted();
    const rect = { column: 0, row, width, height: Math.min(STRIP_ROWS, height - row) };
    const { classes } = await reader.read(rect, 0, signal);
    for (let y = 0; y < rect.height; y++) {
      const ofRow = classes.subarray(y * width, (y + 1) * width);
      addClassRow(built, numero, ofRow);
      addClassRow(noData, 0, ofRow);
      patches.addRow(built.view(), row + y);
    }
    const bytes = BYTES_A_RUN * (built.count + noData.count);
    if (bytes > MEMORY_LIMIT) throw appError("map-too-noisy", { bytes, limit: MEMORY_LIMIT });
    onProgress(row + rect.height, height);
  }
  signal?.throwIfAborted();
  return { grid: reader.grid, built: built.view(), noData: noData.view(), ...patches.finish(built.count) };
}

/** Runs → 4-connected patches, by union-find over neighbouring rows. */
class PatchLabels {
  #parent = new Int32Array(1024);
  #labelOf = new Int32Array(1024);
  #pixels = new Float64Array(1024);
  #labels = 0;

  addRow({ ofRow, start, end }: Runs, row: number): void {
    const first = ofRow[row]!;
    const last = ofRow[row + 1]!;
    this.#labelOf = withRoom(this.#labelOf, last);
    this.#parent = withRoom(this.#parent, this.#labels + last - first);
    this.#pixels = withRoom(this.#pixels, this.#labels + last - first);
    const parent = this.#parent;
    let above = row === 0 ? first : ofRow[row - 1]!;
    for (let run = first; run < last; run++) {
      let label = -1;
      while (above < first && end[above]! <= start[run]!) above++;
      for (let touching = above; touching < first && start[touching]! < end[run]!; touching++) {
        const root = rootOf(parent, this.#labelOf[touching]!);
        label = label === -1 ? root : joined(parent, label, root);
      }
      if (label === -1) {
        label = this.#labels++;
        parent[label] = label;
      }
      this.#labelOf[run] = label;
      this.#pixels[label] = this.#pixels[label]! + end[run]! - start[run]!;
    }
  }

  /** Roots become patches in the order of their first pixel: a root is the smallest label of its patch. */
  finish(runs: number): { patchOf: Int32Array; pixels: Float64Array } {
    const patchOfLabel = new Int32Array(this.#labels);
    let count = 0;
    for (let label = 0; label < this.#labels; label++) {
      const root = rootOf(this.#parent, label);
      patchOfLabel[label] = root === label ? count++ : patchOfLabel[root]!;
    }
    const pixels = new Float64Array(count);
    for (let label = 0; label < this.#labels; label++) {
      const patch = patchOfLabel[label]!;
      pixels[patch] = pixels[patch]! + this.#pixels[label]!;
    }
    return { patchOf: this.#labelOf.subarray(0, runs).map((label) => patchOfLabel[label]!), pixels };
  }
}
