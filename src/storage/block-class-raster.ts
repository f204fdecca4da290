import { appError } from "../core/errors.ts";
import type { ByteStore } from "../core/ports/byte-store.ts";
import type { ClassRaster } from "../core/ports/class-raster.ts";
import type { RasterLevel } from "../core/ports/raster-source.ts";
import { intersectRect, overlapOf, type PixelRect } from "../core/raster/grid.ts";
import { type TilePlan, tileAt, tileCount } from "../core/raster/tile-plan.ts";
import type { ClassWindow } from "../core/raster/window.ts";
import { journalBytes, openJournal } from "./journal.ts";

/**
 * Levels whose blocks are at most this wide are kept in memory too: a view of the whole area would else be thousands
 * of reads of a few bytes. They are a 48th of the class raster: 27 MB for 25 000².
 */
const SIDE_IN_MEMORY = 48;

/** Blocks begin at a multiple of this: a disk page. */
const PAGE_BYTES = 4096;

type Corner = Pick<PixelRect, "column" | "row">;
const ORIGIN: Corner = { column: 0, row: 0 };

/**
 * A class raster whose blocks are the tiles of its plan: one answer, one block, no block written by two.
 *
 * Layout: the journal, then for each level all blocks in tile order; a block is its classes followed by its
 * confidences. Level n halves a tile n times (the tile's side divides), taking the top-left class of each 2 × 2: cheap,
 * and only what the map shows zoomed out. Exports read level 0.
 */
export async function openBlockClassRaster(
  plan: TilePlan,
  store: ByteStore,
): Promise<ClassRaster & { counts(): Float64Array }> {
  const tiles = tileCount(plan);
  const journal = await openJournal(store, tiles);
  const levels = levelsOf(plan);
  const sides = levels.map((level) => plan.tilePx / level.scale);
  const starts: number[] = [];
  let end = Math.ceil(journalBytes(tiles) / PAGE_BYTES) * PAGE_BYTES;
  for (const side of sides) {
    starts.push(end);
    end += 2 * side * side * tiles;
  }
  const blockStart = (level: number, tile: number) => starts[level]! + tile * 2 * sides[level]! ** 2;
  const inMemory = levels.map((level, index) => (sides[index]! <= SIDE_IN_MEMORY ? emptyWindow(level) : undefined));

  /** Where a tile lies in the pixels of a level. */
  function placeOf(tile: number, level: number): PixelRect {
    const side = sides[level]!;
    const column = (tile % plan.columns) * side;
    const row = Math.floor(tile / plan.columns) * side;
    return intersectRect({ column, row, width: side, height: side }, levels[level]!.width, levels[level]!.height);
  }

  async function loadIntoMemory(): Promise<void> {
    for (const [level, whole] of inMemory.entries()) {
      if (whole === undefined) continue;
      for (let tile = 0; tile < tiles; tile++) {
        if (!journal.isWritten(tile)) continue;
        await copyFromBlock(tile, level, placeOf(tile, level), whole, ORIGIN);
      }
    }
  }

  /**
   * Copies part of one block, `part` in the level's pixels, to where it lies in `to`. Only its rows are read: tracing
   * asks thin strips of many blocks.
   */
  async function copyFromBlock(tile: number, level: number, part: PixelRect, to: ClassWindow, corner: Corner) {
    const side = sides[level]!;
    const place = placeOf(tile, level);
    const first = blockStart(level, tile) + (part.row - place.row) * side;
    const [classes, confidence] = await Promise.all([
      store.read(first, part.height * side),
      store.read(first + side * side, part.height * side),
    ]);
    const rows: ClassWindow = { width: side, height: part.height, classes, confidence };
    copyWindow(rows, { ...part, column: place.column, width: side }, to, corner);
  }

  async function writeTile(tile: number, answer: ClassWindow): Promise<void> {
    const { kept } = tileAt(plan, tile);
    if (answer.width !== kept.width || answer.height !== kept.height)
      throw appError("internal", { detail: `tile ${tile}: ${answer.width}×${answer.height}` });
    for (let level = 0; level < levels.length; level++) {
      const side = sides[level]!;
      const reduced = decimate(answer, levels[level]!.scale);
      const bytes = new Uint8Array(2 * side * side);
      const block = {
        width: side,
        height: side,
        classes: bytes.subarray(0, side * side),
        confidence: bytes.subarray(side * side),
      };
      copyWindow(reduced, { ...ORIGIN, width: reduced.width, height: reduced.height }, block, ORIGIN);
      await store.write(blockStart(level, tile), bytes);
      const whole = inMemory[level];
      if (whole !== undefined) copyWindow(reduced, placeOf(tile, level), whole, ORIGIN);
    }
    await journal.markWritten(tile, answer.classes);
  }

  async function read(rect: PixelRect, level: number): Promise<ClassWindow> {
    const out = emptyWindow(rect);
    const { width, height } = levels[level]!;
    const asked = intersectRect(rect, width, height);
    const whole = inMemory[level];
    if (whole !== undefined) {
      copyWindow(whole, { ...ORIGIN, width, height }, out, rect);
      return out;
    }
    const side = sides[level]!;
    for (let tileRow = Math.floor(asked.row / side); tileRow * side < asked.row + asked.height; tileRow++)
      for (let column = Math.floor(asked.column / side); column * side < asked.column + asked.width; column++) {
        const tile = tileRow * plan.columns + column;
        if (!journal.isWritten(tile)) continue;
        await copyFromBlock(tile, level, overlapOf(placeOf(tile, level), asked), out, rect);
      }
    return out;
  }

  await loadIntoMemory();
  return {
    grid: plan.grid,
    levels,
    read,
    writeTile,
    counts: journal.counts,
    isWritten: journal.isWritten,
    flush: () => store.flush(),
    close: () => store.close(),
  };
}

/** Levels of 1, 2, 4 … as long as a tile's side divides. */
function levelsOf({ grid, tilePx }: TilePlan): RasterLevel[] {
  const levels: RasterLevel[] = [];
  for (let scale = 1; tilePx % scale === 0; scale *= 2) {
    levels.push({ width: Math.ceil(grid.width / scale), height: Math.ceil(grid.height / scale), scale });
  }
  return levels;
}

function emptyWindow({ width, height }: { width: number; height: number }): ClassWindow {
  return { width, height, classes: new Uint8Array(width * height), confidence: new Uint8Array(width * height) };
}

/** Every `step`th pixel of every `step`th row. */
function decimate(window: ClassWindow, step: number): ClassWindow {
  if (step === 1) return window;
  const out = emptyWindow({ width: Math.ceil(window.width / step), height: Math.ceil(window.height / step) });
  for (let row = 0, to = 0; row < window.height; row += step)
    for (let column = 0; column < window.width; column += step, to++) {
      out.classes[to] = window.classes[row * window.width + column]!;
      out.confidence[to] = window.confidence[row * window.width + column]!;
    }
  return out;
}

/** Copies what `from`, lying at `place`, and `to`, whose corner lies at `corner`, have in common. */
function copyWindow(from: ClassWindow, place: PixelRect, to: ClassWindow, corner: Corner): void {
  const common = overlapOf(place, { ...corner, width: to.width, height: to.height });
  if (common.width === 0) return; // beside each other: there may be no such place in `to`
  for (let row = common.row; row < common.row + common.height; row++) {
    const source = (row - place.row) * from.width + common.column - place.column;
    const target = (row - corner.row) * to.width + common.column - corner.column;
    to.classes.set(from.classes.subarray(source, source + common.width), target);
    to.confidence.set(from.confidence.subarray(source, source + common.width), target);
  }
}
