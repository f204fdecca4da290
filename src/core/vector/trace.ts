/**
 * Class raster → planar map. Memory grows with the borders, not with the pixels.
 *
 * Rows come in as runs of equal class (`row-runs.ts`), which tell the faces (`face-labels.ts`) and, at each pixel corner
 * between two rows, where borders turn and meet (`band-corners.ts`). After every band of rows its borders are walked,
 * corner by corner (`band-walker.ts`): most arcs are done with that, the others are cut where they leave the band. What
 * is kept of a band is these pieces, and in the end they are strung into arcs (`stitch.ts`).
 */
import { appError } from "../errors.ts";
import type { CancelSignal } from "../ports/cancel.ts";
import type { ClassRasterReader } from "../ports/class-raster.ts";
import type { Grid } from "../raster/grid.ts";
import type { ClassWindow } from "../raster/window.ts";
import { BandCorners } from "./band-corners.ts";
import { type BandPieces, BandWalker } from "./band-walker.ts";
import type { PlanarMap } from "./coverage.ts";
import { FaceLabels } from "./face-labels.ts";
import { RowRuns } from "./row-runs.ts";
import { stitch } from "./stitch.ts";

/** Rows asked at once: 25 MB at 25 000 columns. They need not be whole blocks: a class raster gives any rows. */
export const STRIP_ROWS = 512;

/** Rows walked at once, at most: their corners stay in the processor's cache, 6 MB at 25 000 columns. */
const BAND_ROWS = 64;

/**
 * Above this a map is refused, bytes. Measured in Node just below it, a noisy map of 36 Mpx with a face every ten pixels
 * (9 million arcs, 28 million points): 1.1 GB in all to trace it, 1.2 GB to generalise it to OCS GE. A smooth map of
 * 25 000² takes 0.5 GB (1 million arcs, 21 million points).
 */
const MEMORY_LIMIT = 1e9;

export interface TraceOptions {
  /** rows asked at once, and walked if that is less than a band; the map does not depend on it */
  readonly stripRows?: number;
  /** bytes */
  readonly memoryLimit?: number;
}

/**
 * Traces level 0 of `reader`. Every pixel of class ≥ 1 belongs to exactly one face.
 * @param onProgress rows done, rows in all
 * @throws AppError "map-too-noisy" above the limit; the signal's reason when aborted (looked at before each strip)
 */
export async function trace(
  reader: ClassRasterReader,
  options: TraceOptions = {},
  onProgress: (done: number, total: number) => void = () => {},
  signal?: CancelSignal,
): Promise<PlanarMap> {
  const { width, height } = reader.grid;
  const { stripRows = STRIP_ROWS, memoryLimit = MEMORY_LIMIT } = options;
  const tracer = new Tracer(width, Math.min(stripRows, BAND_ROWS), memoryLimit);
  for (let row = 0; row < height; row += stripRows) {
    signal?.throwIfAborted();
    const rect = { column: 0, row, width, height: Math.min(stripRows, height - row) };
    const strip = await reader.read(rect, 0, signal);
    for (let y = 0; y < rect.height; y++) tracer.addRow(strip, y * width);
    onProgress(row + rect.height, height);
  }
  signal?.throwIfAborted();
  return tracer.finish(reader.grid);
}

class Tracer {
  readonly #memoryLimit: number;
  readonly #bandRows: number;
  #above: RowRuns;
  #here: RowRuns;
  readonly #labels = new FaceLabels();
  readonly #corners: BandCorners;
  readonly #walker: BandWalker;
  readonly #bands: BandPieces[] = [];
  #nodes = 0;
  #pieces = 0;
  #points = 0;

  constructor(width: number, bandRows: number, memoryLimit: number) {
    this.#memoryLimit = memoryLimit;
    this.#bandRows = bandRows;
    this.#above = new RowRuns(width);
    this.#here = new RowRuns(width);
    this.#corners = new BandCorners(width, bandRows);
    this.#walker = new BandWalker(this.#corners);
  }

  /** Takes the next row, from index `from` of a strip's pixels. */
  addRow({ classes, confidence }: ClassWindow, from: number): void {
    this.#here.read(classes, confidence, from);
    this.#addRuns();
  }

  finish(grid: Grid): PlanarMap {
    this.#here.clear();
    this.#addRuns();
    if (this.#corners.rows > 0) this.#walkBand();
    const { faces, faceOf } = this.#labels.finish();
    return { grid, unit: 1, faces, ...stitch(this.#bands, this.#nodes, faceOf) };
  }

  #addRuns(): void {
    this.#labels.addRow(this.#above, this.#here);
    this.#corners.addRow(this.#above, this.#here);
    [this.#above, this.#here] = [this.#here, this.#above];
    if (this.#corners.rows === this.#bandRows) this.#walkBand();
  }

  #walkBand(): void {
    const { nodes, turns, openings } = this.#corners;
    this.#nodes += nodes;
    const bytes = this.#bytes(this.#pieces + 2 * nodes + 2 * openings, this.#points + 4 * nodes + turns);
    if (bytes > this.#memoryLimit) throw appError("map-too-noisy", { bytes, limit: this.#memoryLimit });
    const band = this.#walker.walk();
    this.#corners.clear();
    this.#bands.push(band);
    this.#pieces += band.count;
    this.#points += band.points.length;
  }

  /**
   * What `finish` will need, were the raster to end here: pieces 20, points 4 and labels 17 bytes each, as stored; then
   * 5 a piece and 4 a label to make the map, which takes 20 bytes an arc, at most one to a piece, 8 a point, 13 a face
   * and 16 a node.
   */
  #bytes(pieces: number, points: number): number {
    return 45 * pieces + 12 * points + 34 * this.#labels.count + 16 * this.#nodes;
  }
}
