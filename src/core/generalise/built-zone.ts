/**
 * Zone construite: built faces joined where they are near each other, by closing. Made on cells of about a metre, not
 * on pixels: 25 million instead of 625 for 5 km × 5 km.
 *
 * Precision: a cell counts as built if at least half of its pixels are, so the mask's border lies within a cell of the
 * faces'; on cells the closing is exact. Two buildings whose distance is within two cells of twice the radius may or
 * may not be joined.
 */
import type { CancelSignal } from "../ports/cancel.ts";
import type { ClassRasterReader } from "../ports/class-raster.ts";
import { type Grid, regrid } from "../raster/grid.ts";
import type { Coverage } from "../vector/coverage.ts";
import { withRings } from "../vector/rings.ts";
import { trace } from "../vector/trace.ts";
import type { BuiltSurvey } from "./built-survey.ts";
import { closed } from "./closing.ts";

const CELL_METRES = 1;

/** More cells than this are made larger instead: closing them takes 10 bytes each, for a moment. */
const CELL_LIMIT = 36_000_000;

/** The class that stands for "inside" in the zone's own coverage. */
const INSIDE = 1;

export interface BuiltZone {
  /** The cells; the last column and row may reach beyond the raster, by less than a cell. */
  readonly grid: Grid;
  /** side of a cell, pixels */
  readonly cellPixels: number;
  /** 1 inside, 0 outside */
  readonly cells: Uint8Array;
}

/** @param minPixels patches below it do not count */
export function builtZone(survey: BuiltSurvey, minPixels: number, closingMetres: number): BuiltZone {
  const { width, height, gsdMetres } = survey.grid;
  const fewest = Math.ceil(Math.sqrt((width * height) / CELL_LIMIT));
  const cellPixels = Math.max(fewest, Math.round(CELL_METRES / gsdMetres));
  const grid = { ...regrid(survey.grid, cellPixels * gsdMetres), bands: 1 };
  const mask = builtCells(survey, minPixels, cellPixels, grid);
  return { grid, cellPixels, cells: closed(mask, grid.width, grid.height, closingMetres / grid.gsdMetres) };
}

/** 1 where at least half of a cell's pixels are built, of patches that count. */
function builtCells(
  { built, patchOf, pixels, grid }: BuiltSurvey,
  minPixels: number,
  cellPixels: number,
  { width, height }: Grid,
): Uint8Array {
  const cells = new Uint8Array(width * height);
  const counts = new Uint32Array(width);
  for (let cellRow = 0; cellRow < height; cellRow++) {
    counts.fill(0);
    const firstRow = cellRow * cellPixels;
    const endRow = Math.min(firstRow + cellPixels, grid.height);
    for (let run = built.ofRow[firstRow]!; run < built.ofRow[endRow]!; run++) {
      if (pixels[patchOf[run]!]! < minPixels) continue;
      const end = built.end[run]!;
      for (let x = built.start[run]!; x < end; ) {
        const cell = Math.floor(x / cellPixels);
        const next = Math.min(end, (cell + 1) * cellPixels);
        counts[cell] = counts[cell]! + next - x;
        x = next;
      }
    }
    for (let cell = 0; cell < width; cell++) {
      const inCell = (endRow - firstRow) * (Math.min((cell + 1) * cellPixels, grid.width) - cell * cellPixels);
      cells[cellRow * width + cell] = Number(2 * counts[cell]! >= inCell);
    }
  }
  return cells;
}

/** The zone as a layer of its own: a coverage of one class, on the grid of its cells. */
export async function zoneCoverage({ grid, cells }: BuiltZone, signal?: CancelSignal): Promise<Coverage> {
  const { width } = grid;
  const reader: ClassRasterReader = {
    grid,
    levels: [{ width, height: grid.height, scale: 1 }],
    async read({ row, height }) {
      const part = cells.subarray(row * width, (row + height) * width);
      return { width, height, classes: part.map((inside) => inside * INSIDE), confidence: new Uint8Array(part.length) };
    },
  };
  const coverage = withRings(await trace(reader, {}, undefined, signal));
  coverage.faces.confidence.fill(Number.NaN);
  return coverage;
}
