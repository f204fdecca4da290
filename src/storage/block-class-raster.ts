import { appError } from "../core/errors.ts";
import type { ByteStore } from "../core/ports/byte-store.ts";
import type { ClassRaster } from "../core/ports/class-raster.ts";
import { intersectRect, overlapOf, type PixelRect } from "../core/raster/grid.ts";
import { type TilePlan, tileAt, tileCount } from "../core/raster/tile-plan.ts";
import type { ClassWindow } from "../core/raster/window.ts";
import { layoutOf } from "./block-layout.ts";
import { checksum } from "./checksum.ts";
import { openJournal } from "./journal.ts";

/**
 * Levels whose blocks are at most this wide are kept in memory too: a view of the whole area would else be thousands
 * of reads of a few bytes. They are a 48th of the class raster: 27 MB for 25 000².
 */
const SIDE_IN_MEMORY = 48;

/** Once in so many tiles what was written is forced to the disk: a power cut loses a few seconds of work at most. */
const TILES_BETWEEN_FLUSHES = 64;

type Corner = Pick<PixelRect, "column" | "row">;
const ORIGIN: Corner = { column: 0, row: 0 };

/** Also what an earlier session has left of the class raster. */
export interface BlockClassRaster extends ClassRaster {
  /** Pixels of each numero so far, index = numero. */
  counts(): Float64Array;
  /** tiles that were recorded as written but whose block was not whole when the raster was opened: not written */
  readonly damaged: number;
}

/**
 * A class raster whose blocks are the tiles of its plan: one answer, one block, no block written by two. A block holds
 * its tile at every level. Level n halves a tile n times (the tile's side divides), taking the top-left class of each
 * 2 × 2: cheap, and only what the map shows zoomed out. Exports read level 0.
 *
 * What an earlier session has left is read once, whole, and counts as written only where its checksum holds: after a
 * power cut a file system may have kept the journal and not the blocks.
 */
export async function openBlockClassRaster(plan: TilePlan, store: ByteStore): Promise<BlockClassRaster> {
  const tiles = tileCount(plan);
  const journal = await openJournal(store, tiles);
  const { levels, sides, levelStarts, blockBytes, slotStart } = layoutOf(plan);
  const inMemory = levels.map((level, index) => (sides[index]! <= SIDE_IN_MEMORY ? emptyWindow(level) : undefined));
  const usedSlots = new Set<number>();
  let firstFree = 0;
  let damaged = 0;
  let unflushed = 0;

  /** Where a tile lies in the pixels of a level. */
  function placeOf(tile: number, level: number): PixelRect {
    const side = sides[level]!;
    const column = (tile % plan.columns) * side;
    const row = Math.floor(tile / plan.columns) * side;
    return intersectRect({ column, row, width: side, height: side }, levels[level]!.width, levels[level]!.height);
  }

  /** The tile at one level, as it lies in its block. */
  function levelIn(block: Uint8Array, level: number): ClassWindow {
    const side = sides[level]!;
    const start = levelStarts[level]!;
    const middle = start + side * side;
    return {
      width: side,
      height: side,
      classes: block.subarray(start, middle),
      confidence: block.subarray(middle, middle + side * side),
    };
  }

  function keepInMemory(tile: number, block: Uint8Array): void {
    for (const [level, whole] of inMemory.entries())
      if (whole !== undefined) copyWindow(levelIn(block, level), placeOf(tile, level), whole, ORIGIN);
  }

  async function takeUp(): Promise<void> {
    for (let tile = 0; tile < tiles; tile++) {
      const entry = journal.entryOf(tile);
      if (entry === undefined) continue;
      const block = await store.read(slotStart(entry.slot), blockBytes);
      if (sumOf(block) === entry.sum) {
        usedSlots.add(entry.slot);
        keepInMemory(tile, block);
      } else {
        damaged++;
        journal.forget(tile);
      }
    }
  }

  /**
   * Copies part of one block, `part` in the level's pixels, to where it lies in `to`. Only its rows are read: tracing
   * asks thin strips of many blocks.
   */
  async function copyFromBlock(
    slot: number,
    place: PixelRect,
    level: number,
    part: PixelRect,
    to: ClassWindow,
    corner: Corner,
  ) {
    const side = sides[level]!;
    const first = slotStart(slot) + levelStarts[level]! + (part.row - place.row) * side;
    const [classes, confidence] = await Promise.all([
      store.read(first, part.height * side),
      store.read(first + side * side, part.height * side),
    ]);
    const rows: ClassWindow = { width: side, height: part.height, classes, confidence };
    copyWindow(rows, { ...part, column: place.column, width: side }, to, corner);
  }

  /** The first that holds no whole tile: what a crash has left in it is overwritten. */
  function takeSlot(): number {
    while (usedSlots.has(firstFree)) firstFree++;
    usedSlots.add(firstFree);
    return firstFree;
  }

  async function writeTile(tile: number, answer: ClassWindow): Promise<void> {
    const { kept } = tileAt(plan, tile);
    if (answer.width !== kept.width || answer.height !== kept.height)
      throw appError("internal", { detail: `tile ${tile}: ${answer.width}×${answer.height}` });
    const block = new Uint8Array(blockBytes);
    for (let level = 0; level < levels.length; level++) {
      const reduced = decimate(answer, levels[level]!.scale);
      copyWindow(reduced, { ...ORIGIN, width: reduced.width, height: reduced.height }, levelIn(block, level), ORIGIN);
    }
    const slot = journal.entryOf(tile)?.slot ?? takeSlot();
    await store.write(slotStart(slot), block);
    await journal.markWritten(tile, { slot, sum: sumOf(block) }, answer.classes);
    keepInMemory(tile, block);
    if (++unflushed < TILES_BETWEEN_FLUSHES) return;
    unflushed = 0;
    await store.flush();
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
        const entry = journal.entryOf(tile);
        if (entry === undefined) continue;
        const place = placeOf(tile, level);
        await copyFromBlock(entry.slot, place, level, overlapOf(place, asked), out, rect);
      }
    return out;
  }

  await takeUp();
  return {
    grid: plan.grid,
    levels,
    read,
    writeTile,
    counts: journal.counts,
    damaged,
    isWritten: (tile) => journal.entryOf(tile) !== undefined,
    flush: () => store.flush(),
    close: () => store.close(),
  };
}

function sumOf(block: Uint8Array): number {
  return checksum(new Uint32Array(block.buffer, block.byteOffset, block.length / 4));
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
