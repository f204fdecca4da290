import type { CancelSignal } from "../core/ports/cancel.ts";
import type { RasterLevel } from "../core/ports/raster-source.ts";
import { intersectRect, type PixelRect } from "../core/raster/grid.ts";
import { ByteCache } from "./byte-cache.ts";
import { orAborted } from "./cancellation.ts";

/** Pixels and mask of a rectangle, as in a `RasterWindow` without its place on the map. */
export interface Patch {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  readonly mask: Uint8Array;
}

export type PatchReader = (rect: PixelRect, level: number, signal: CancelSignal | undefined) => Promise<Patch>;

export interface Pyramid {
  /** the stored levels, then those made here, each half the one before */
  readonly levels: readonly RasterLevel[];
  readonly read: PatchReader;
  clear(): void;
}

/** Whether the coarsest stored level holds no data anywhere in a rectangle of its pixels; asked before reading there. */
export type EmptyTest = (rect: PixelRect) => boolean;

/** Levels are added until the longer side of the coarsest is at most this: a file seen whole is read from one block or four. */
const COARSEST_PX = 512;
const BLOCK_PX = 256;
/**
 * Rows of a block that spans the whole width. Strips are decoded across the image: square blocks would come back to
 * the same strips column after column.
 */
const BAND_ROWS = 64;
/** Fewer rows where they are this long: a block and what it is made of must fit in memory. */
const BAND_PIXELS = 8 * 1024 * 1024;
/**
 * What each made level keeps. The finest ones are cheap to make again (4 or 16 pixels each), the coarse ones cost a
 * read of the whole file: at scale 8 a 25 000² image takes 40 MB.
 */
const FINE_CACHE_BYTES = 16 * 1024 * 1024;
const COARSE_CACHE_BYTES = 48 * 1024 * 1024;
const COARSE_STEPS = 3;

/**
 * Adds reduced levels to a file that has none, or too few, so that showing it from afar reads few pixels. A level is
 * made from the one below, 2 × 2 pixels to one (the mean of those that hold data), in blocks kept in memory: the first
 * look from afar reads everything under it once, later ones do not. `tiled` tells how the finest level is stored.
 * Reads of made levels take turns, since two neighbours asked together would read the same pixels twice. A sparse file
 * may declare any size: what `isEmpty` is not looked at.
 */
export function withReducedLevels(
  stored: readonly RasterLevel[],
  bands: number,
  tiled: boolean,
  readStored: PatchReader,
  isEmpty: EmptyTest = () => false,
): Pyramid {
  const levels = [...stored];
  for (;;) {
    const last = levels[levels.length - 1] as RasterLevel;
    if (Math.max(last.width, last.height) <= COARSEST_PX) break;
    levels.push({ width: Math.ceil(last.width / 2), height: Math.ceil(last.height / 2), scale: last.scale * 2 });
  }
  const caches = levels
    .slice(stored.length)
    .map(
      (_, step) =>
        new ByteCache<Patch>(
          step + 1 < COARSE_STEPS ? FINE_CACHE_BYTES : COARSE_CACHE_BYTES,
          ({ pixels, mask }) => pixels.length + mask.length,
        ),
    );

  const readAny: PatchReader = (rect, level, signal) =>
    level < stored.length ? readStored(rect, level, signal) : readMade(rect, level, signal);

  async function readMade(rect: PixelRect, level: number, signal: CancelSignal | undefined): Promise<Patch> {
    const { width, height } = levels[level] as RasterLevel;
    const patch = emptyPatch(rect.width, rect.height, bands);
    const inside = intersectRect(rect, width, height);
    if (inside.width === 0 || inside.height === 0) return patch;
    const blockWidth = tiled ? BLOCK_PX : width;
    const blockHeight = tiled ? BLOCK_PX : Math.max(1, Math.min(BAND_ROWS, Math.floor(BAND_PIXELS / width)));
    const halvings = level - stored.length + 1;
    const across = Math.ceil(width / blockWidth);
    const cache = caches[level - stored.length] as ByteCache<Patch>;
    const right = inside.column + inside.width;
    const bottom = inside.row + inside.height;
    for (let y = Math.floor(inside.row / blockHeight); y * blockHeight < bottom; y++) {
      for (let x = Math.floor(inside.column / blockWidth); x * blockWidth < right; x++) {
        signal?.throwIfAborted();
        const column = x * blockWidth;
        const row = y * blockHeight;
        let block = cache.get(y * across + x);
        if (block === undefined) {
          const size = { width: blockWidth, height: blockHeight };
          if (isEmpty(magnified({ column, row, ...size }, 2 ** halvings))) continue;
          block = halved(await readAny(magnified({ column, row, ...size }, 2), level - 1, signal), bands);
          cache.set(y * across + x, block);
        }
        copyPatch(block, column, row, patch, rect, bands);
      }
    }
    return patch;
  }

  let turn: Promise<unknown> = Promise.resolve();
  return {
    levels,
    read(rect, level, signal) {
      if (level < stored.length) return readStored(rect, level, signal);
      const mine = turn.then(() => {
        signal?.throwIfAborted();
        return readMade(rect, level, signal);
      });
      turn = mine.catch(() => {});
      return orAborted(mine, signal);
    },
    clear: () => {
      for (const cache of caches) cache.clear();
    },
  };
}

export function emptyPatch(width: number, height: number, bands: number): Patch {
  return { width, height, pixels: new Uint8Array(width * height * bands), mask: new Uint8Array(width * height) };
}

function magnified({ column, row, width, height }: PixelRect, times: number): PixelRect {
  return { column: column * times, row: row * times, width: width * times, height: height * times };
}

/** Half the size in each direction: the rounded mean of the valid pixels of each 2 × 2, no data where none is. */
function halved({ pixels, mask, width, height }: Patch, bands: number): Patch {
  const out = emptyPatch(width / 2, height / 2, bands);
  const rowBytes = width * bands;
  for (let row = 0; row < out.height; row++) {
    let pixel = 2 * row * width;
    let from = pixel * bands;
    let to = row * out.width * bands;
    for (let at = row * out.width; at < (row + 1) * out.width; at++, pixel += 2) {
      const a = mask[pixel] as number;
      const b = mask[pixel + 1] as number;
      const c = mask[pixel + width] as number;
      const d = mask[pixel + width + 1] as number;
      const valid = (a & 1) + (b & 1) + (c & 1) + (d & 1);
      if (valid > 0) out.mask[at] = 255;
      for (let band = 0; band < bands; band++, from++, to++) {
        if (valid === 0) continue;
        const below = from + rowBytes;
        // A mask is 0 or 255: it selects all bits of a value or none.
        const sum =
          ((pixels[from] as number) & a) +
          ((pixels[from + bands] as number) & b) +
          ((pixels[below] as number) & c) +
          ((pixels[below + bands] as number) & d);
        out.pixels[to] = valid === 4 ? (sum + 2) >> 2 : (sum + (valid >> 1)) / valid;
      }
      from += bands;
    }
  }
  return out;
}

/** The part of a block at (column, row) that lies in `rect`. */
function copyPatch(block: Patch, column: number, row: number, patch: Patch, rect: PixelRect, bands: number): void {
  const left = Math.max(column, rect.column);
  const right = Math.min(column + block.width, rect.column + rect.width);
  const bottom = Math.min(row + block.height, rect.row + rect.height);
  for (let y = Math.max(row, rect.row); y < bottom; y++) {
    const from = (y - row) * block.width + left - column;
    const to = (y - rect.row) * rect.width + left - rect.column;
    patch.pixels.set(block.pixels.subarray(from * bands, (from + right - left) * bands), to * bands);
    patch.mask.set(block.mask.subarray(from, from + right - left), to);
  }
}
