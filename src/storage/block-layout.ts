import type { RasterLevel } from "../core/ports/raster-source.ts";
import { type TilePlan, tileCount } from "../core/raster/tile-plan.ts";
import { journalBytes } from "./journal.ts";

/** Blocks begin at a multiple of this: a disk page. */
const PAGE_BYTES = 4096;

/**
 * How a class raster lies in its store: the journal, then blocks of one size in slots. A slot is taken when a tile is
 * first written, so that the file grows with what is done: a place of its own for each tile would make the first one,
 * in the middle of the view, fill half the file with zeros where the file system knows no holes (NTFS), and an area
 * cut out of a large image pay for all of it.
 */
export interface BlockLayout {
  readonly levels: readonly RasterLevel[];
  /** side of a tile at each level, pixels */
  readonly sides: readonly number[];
  /** where each level begins in a block, bytes: its classes, then its confidences */
  readonly levelStarts: readonly number[];
  readonly blockBytes: number;
  /** offset of a slot's block in the store */
  slotStart(slot: number): number;
}

export function layoutOf(plan: TilePlan): BlockLayout {
  const levels = levelsOf(plan);
  const sides = levels.map(({ scale }) => plan.tilePx / scale);
  const levelStarts: number[] = [];
  let end = 0;
  for (const side of sides) {
    levelStarts.push(end);
    end += 2 * side * side;
  }
  const blockBytes = pages(end);
  const first = pages(journalBytes(tileCount(plan)));
  return { levels, sides, levelStarts, blockBytes, slotStart: (slot) => first + slot * blockBytes };
}

/** What a class raster takes when all its tiles are written, bytes: 2⅔ a pixel of whole tiles. */
export function classRasterBytes(plan: TilePlan): number {
  return layoutOf(plan).slotStart(tileCount(plan));
}

function pages(bytes: number): number {
  return Math.ceil(bytes / PAGE_BYTES) * PAGE_BYTES;
}

/** Levels of 1, 2, 4 … as long as a tile's side divides. */
function levelsOf({ grid, tilePx }: TilePlan): RasterLevel[] {
  const levels: RasterLevel[] = [];
  for (let scale = 1; tilePx % scale === 0; scale *= 2) {
    levels.push({ width: Math.ceil(grid.width / scale), height: Math.ceil(grid.height / scale), scale });
  }
  return levels;
}
