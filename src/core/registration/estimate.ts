import type { Point } from "../geo/affine.ts";
import { reprojection } from "../geo/reproject.ts";
import type { CancelSignal } from "../ports/cancel.ts";
import { metresToUnit } from "../raster/moved-grid.ts";
import { commonGround, spread } from "./common-ground.ts";
import { readGround } from "./ground-square.ts";
import type { ImageReader } from "./image-reader.ts";
import type { Misregistration } from "./misregistration.ts";
import { type Correlation, correlate, edgeDirections, peakOf } from "./phase-correlation.ts";

/** Cells to a side of the squares that are compared. */
const SIZE = 256;
/** Squares to a side at most; each is some tens of milliseconds and a read of 256² pixels of either image. */
const MOST_FINE = 5;
const MOST_COARSE = 3;
/** Finer images than this are compared at this resolution: of squares of 50 m at least. */
const FINEST_CELL_METRES = 0.2;
/** Coarse squares have cells of so many fine ones: with them ±100 m are searched at 20 cm. */
const COARSE_CELLS = 8;
/** Cells to either side of no shift among which a peak is looked for. */
const COARSE_REACH = 64;
const FINE_REACH = 24;
/** Of a peak, standard deviations: other ground was seen to reach 7. */
const LEAST_SCORE = 8;
/** Squares that must match; all of them where there are fewer. */
const LEAST_MATCHED = 3;

/**
 * How far two photographs of the same ground lie beside each other: phase correlation of squares spread over the ground
 * that both show. Coarse first, where the sum of all squares is searched far around, then fine, each square by itself:
 * their median is not misled by some that have changed. Time and memory do not depend on the images' size.
 * @returns shift along the axes of the later image's system; null where nothing could be matched: no common ground,
 * water, other ground
 */
export async function estimateMisregistration(
  before: ImageReader,
  after: ImageReader,
  signal?: CancelSignal,
): Promise<Misregistration | null> {
  const toBefore = reprojection(after.grid.crs, before.grid.crs);
  const common = commonGround(before, after);
  if (common === undefined) return null;
  const metres = metresToUnit(after.grid);
  const cellMetres = Math.max(FINEST_CELL_METRES, before.grid.gsdMetres, after.grid.gsdMetres);
  const sides: Point = [(common[2] - common[0]) * metres[0], (common[3] - common[1]) * metres[1]];

  const correlateAt = async (centre: Point, cell: number, shift: Point): Promise<Correlation> => {
    const cells = [cell / metres[0], cell / metres[1]] as const;
    const square = (at: Point) => ({ centre: at, size: SIZE, cell: cells });
    const from: Point = [centre[0] - shift[0] / metres[0], centre[1] - shift[1] / metres[1]];
    const [was, is] = await Promise.all([
      readGround(before, square(from), cell, toBefore, signal),
      readGround(after, square(centre), cell, (x, y) => [x, y], signal),
    ]);
    return correlate(edgeDirections(was, SIZE), edgeDirections(is, SIZE));
  };

  const octaves = Math.ceil(Math.log2(Math.min(...sides) / (SIZE * cellMetres)));
  const coarseCell = cellMetres * Math.min(COARSE_CELLS, 2 ** Math.max(0, octaves));
  const surface = new Float64Array(SIZE * SIZE);
  const coarse = spread(common, sides, SIZE * coarseCell, MOST_COARSE);
  for (const centre of coarse) {
    const correlation = await correlateAt(centre, coarseCell, [0, 0]);
    // The sum of n unrelated surfaces has √n times the deviation of one.
    correlation.surface.forEach((value, at) => {
      surface[at] = surface[at]! + value / Math.sqrt(coarse.length);
    });
  }
  const rough = peakOf({ size: SIZE, surface }, COARSE_REACH);
  const near: Point = rough.score < LEAST_SCORE ? [0, 0] : [rough.column * coarseCell, -rough.row * coarseCell];

  const fine = spread(common, sides, SIZE * cellMetres, MOST_FINE);
  const found: Point[] = [];
  for (const centre of fine) {
    const { column, row, score } = peakOf(await correlateAt(centre, cellMetres, near), FINE_REACH);
    if (score >= LEAST_SCORE) found.push([near[0] + column * cellMetres, near[1] - row * cellMetres]);
  }
  return agreementOf(found, fine.length);
}

function agreementOf(found: readonly Point[], tried: number): Misregistration | null {
  if (found.length < Math.min(LEAST_MATCHED, tried)) return null;
  const shift: Point = [median(found.map(([east]) => east)), median(found.map(([, north]) => north))];
  const spreadMetres = median(found.map(([east, north]) => Math.hypot(east - shift[0], north - shift[1])));
  return { shift, metres: Math.hypot(...shift), spreadMetres, matched: found.length, tried };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
