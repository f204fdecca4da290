import type { CancelSignal } from "../core/ports/cancel.ts";
import { eachLimited } from "./cancellation.ts";
import { emptyPatch, type Patch, type PatchReader } from "./pyramid.ts";

/** Longer side of a preview, pixels. */
const LONGER_SIDE = 256;
/** Reading a block overlaps with decoding others. */
const LANES = 4;
/** A stored level and the blocks it is decoded in: tiles, or strips across the whole width. */
export interface StoredBlocks {
  readonly width: number;
  readonly height: number;
  readonly bands: number;
  readonly blockWidth: number;
  readonly blockHeight: number;
  /** how many pixels may be read: those of about a second */
  readonly budget: number;
}

/**
 * A first picture of a level that is too large to be read at once, at most 256 pixels a side, from blocks spread over it. What was read
 * is drawn where it lies; around it go the nearest rows of a strip, or the mean of a tile. Undefined where the whole is
 * read in a third of the budget, and where not even four blocks fit it (an image stored as one strip).
 */
export async function sampledPreview(
  stored: StoredBlocks,
  read: PatchReader,
  signal: CancelSignal | undefined,
): Promise<Patch | undefined> {
  const { width, height, bands, blockWidth, blockHeight, budget } = stored;
  if (width * height <= budget / 3) return undefined;
  const across = Math.ceil(width / blockWidth);
  const down = Math.ceil(height / blockHeight);
  const affordable = Math.floor(budget / (blockWidth * blockHeight));
  if (affordable < Math.min(4, across * down)) return undefined;
  const scale = Math.max(1, Math.max(width, height) / LONGER_SIDE);
  const preview = emptyPatch(Math.ceil(width / scale), Math.ceil(height / scale), bands);
  const columns = Math.min(across, preview.width, Math.max(1, Math.round(Math.sqrt((affordable * width) / height))));
  const rows = Math.min(down, preview.height, Math.floor(affordable / columns));
  await eachLimited(cell(0, 1, rows * columns), LANES, signal, async (index) => {
    const [row, column] = [Math.floor(index / columns), index % columns];
    const left = Math.floor(((column + 0.5) * across) / columns) * blockWidth;
    const top = Math.floor(((row + 0.5) * down) / rows) * blockHeight;
    const size = { width: Math.min(blockWidth, width - left), height: Math.min(blockHeight, height - top) };
    const block = await read({ column: left, row: top, ...size }, 0, signal);
    const surroundings = columns < across ? reduced(block, [0, size.width], [0, size.height], bands) : undefined;
    for (const y of cell(row, rows, preview.height)) {
      for (const x of cell(column, columns, preview.width)) {
        const xs = span(x * scale - left, scale, size.width);
        const ys = span(y * scale - top, scale, size.height);
        const isRead = xs.isInside && ys.isInside;
        const pixel = isRead || surroundings === undefined ? reduced(block, xs.pixels, ys.pixels, bands) : surroundings;
        const at = y * preview.width + x;
        preview.pixels.set(pixel.pixels, at * bands);
        preview.mask[at] = pixel.mask[0]!;
      }
    }
  });
  return preview;
}

/** The pixels of one of `count` equal parts of a side. */
function cell(part: number, count: number, side: number): number[] {
  const first = Math.floor((part * side) / count);
  return Array.from({ length: Math.floor(((part + 1) * side) / count) - first }, (_, index) => first + index);
}

type Span = readonly [from: number, to: number];

/** The pixels of a block under a preview's pixel, or the nearest one. */
function span(start: number, length: number, size: number): { isInside: boolean; pixels: Span } {
  const from = Math.min(size - 1, Math.max(0, Math.floor(start)));
  const to = Math.min(size, Math.max(from + 1, Math.floor(start + length)));
  return { isInside: start + length > 0 && start < size, pixels: [from, to] };
}

/** One pixel: the mean of a block's valid ones in a rectangle; mask 0 where none is. */
function reduced({ width, pixels, mask }: Patch, [left, right]: Span, [top, bottom]: Span, bands: number): Patch {
  const sums = new Float64Array(bands);
  let valid = 0;
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const at = y * width + x;
      if (mask[at] === 0) continue;
      valid++;
      for (let band = 0; band < bands; band++) sums[band] = sums[band]! + pixels[at * bands + band]!;
    }
  }
  const pixel = emptyPatch(1, 1, bands);
  if (valid === 0) return pixel;
  pixel.pixels.set(sums.map((sum) => Math.round(sum / valid)));
  pixel.mask[0] = 255;
  return pixel;
}
