import { appError } from "../core/errors.ts";
import type { ByteStore } from "../core/ports/byte-store.ts";
import type { ClassRaster } from "../core/ports/class-raster.ts";
import type { RasterLevel } from "../core/ports/raster-source.ts";
import type { PixelRect } from "../core/raster/grid.ts";
import { type TilePlan, tileAt, tileCount } from "../core/raster/tile-plan.ts";
import type { ClassWindow } from "../core/raster/window.ts";

/**
 * A class raster whose blocks are the tiles of its plan: one answer, one block, no block written by two.
 *
 * Layout: journal (one byte a tile, 1 = written), then for each level all blocks in tile order; a block is its classes
 * followed by its confidences. Level n halves a tile n times (the tile's side divides), taking the top-left class of
 * each 2 × 2: cheap, and only what the map shows zoomed out. Exports read level 0.
 * The journal of a tile is written after its block, so that a tab closed half-way never leaves a false "written".
 */
export async function openBlockClassRaster(
  plan: TilePlan,
  store: ByteStore,
): Promise<ClassRaster & { counts(): Promise<Float64Array> }> {
  const tiles = tileCount(plan);
  const levels = levelsOf(plan);
  const sides = levels.map((level) => plan.tilePx / level.scale);
  const starts: number[] = [];
  let end = Math.ceil(tiles / 4096) * 4096;
  for (const side of sides) {
    starts.push(end);
    end += 2 * side * side * tiles;
  }
  const journal = await store.read(0, tiles);

  const blockStart = (level: number, tile: number) => starts[level]! + tile * 2 * sides[level]! ** 2;

  async function writeTile(index: number, answer: ClassWindow): Promise<void> {
    const { kept } = tileAt(plan, index);
    if (answer.width !== kept.width || answer.height !== kept.height)
      throw appError("internal", { detail: `tile ${index}: ${answer.width}×${answer.height}` });
    for (let level = 0; level < levels.length; level++) {
      const side = sides[level]!;
      const step = levels[level]!.scale;
      const block = new Uint8Array(2 * side * side);
      for (let row = 0; row * step < kept.height; row++)
        for (let column = 0; column * step < kept.width; column++) {
          const from = row * step * kept.width + column * step;
          block[row * side + column] = answer.classes[from]!;
          block[side * side + row * side + column] = answer.confidence[from]!;
        }
      await store.write(blockStart(level, index), block);
    }
    journal[index] = 1;
    await store.write(index, Uint8Array.of(1));
  }

  async function read(rect: PixelRect, level: number): Promise<ClassWindow> {
    const side = sides[level]!;
    const { width, height } = levels[level]!;
    const classes = new Uint8Array(rect.width * rect.height);
    const confidence = new Uint8Array(rect.width * rect.height);
    const left = Math.max(0, rect.column);
    const top = Math.max(0, rect.row);
    const right = Math.min(width, rect.column + rect.width);
    const bottom = Math.min(height, rect.row + rect.height);
    if (right <= left || bottom <= top) return { width: rect.width, height: rect.height, classes, confidence };
    for (let tileRow = Math.floor(top / side); tileRow * side < bottom; tileRow++)
      for (let tileColumn = Math.floor(left / side); tileColumn * side < right; tileColumn++) {
        const index = tileRow * plan.columns + tileColumn;
        if (journal[index] !== 1) continue;
        const fromRow = Math.max(top, tileRow * side);
        const toRow = Math.min(bottom, (tileRow + 1) * side);
        const fromColumn = Math.max(left, tileColumn * side);
        const toColumn = Math.min(right, (tileColumn + 1) * side);
        // Only the rows asked for: tracing reads thin strips across many blocks.
        const firstByte = blockStart(level, index) + (fromRow - tileRow * side) * side;
        const bytes = (toRow - fromRow) * side;
        const [classRows, confidenceRows] = await Promise.all([
          store.read(firstByte, bytes),
          store.read(firstByte + side * side, bytes),
        ]);
        for (let row = fromRow; row < toRow; row++) {
          const from = (row - fromRow) * side + fromColumn - tileColumn * side;
          const to = (row - rect.row) * rect.width + fromColumn - rect.column;
          classes.set(classRows.subarray(from, from + toColumn - fromColumn), to);
          confidence.set(confidenceRows.subarray(from, from + toColumn - fromColumn), to);
        }
      }
    return { width: rect.width, height: rect.height, classes, confidence };
  }

  /** Pixels of each numero over the written tiles: index = numero, 256 long. */
  async function counts(): Promise<Float64Array> {
    const total = new Float64Array(256);
    for (let index = 0; index < tiles; index++) {
      if (journal[index] !== 1) continue;
      const { classes } = await read(tileAt(plan, index).kept, 0);
      for (const numero of classes) total[numero]!++;
    }
    return total;
  }

  return {
    grid: plan.grid,
    levels,
    read,
    writeTile,
    counts,
    isWritten: (index) => journal[index] === 1,
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
