import type { CancelSignal } from "../../core/ports/cancel.ts";
import type { PixelRect } from "../../core/raster/grid.ts";
import type { Reduce } from "./reduce.ts";
import { packTile, type TiffImage, type TileReader, tileRects, tileSizeOf } from "./tiff-image.ts";

/** A reduced copy of an image. */
export interface Overview {
  /** how many of the image's pixels go into one of its own, a side */
  readonly scale: number;
  readonly image: TiffImage;
  readonly tiles: number;
}

/** Tiles between two chances for the thread to hear its messages: a worker learns of a cancellation that way. */
const TILES_BETWEEN_PAUSES = 8;

/**
 * Halves of halves until one fits a tile. A tile reduces to whole pixels of every overview, so a scale is a tile's side at
 * most: enough for images 262 144 pixels wide.
 */
export function overviewsOf(image: TiffImage): Overview[] {
  const side = tileSizeOf(image);
  const overviews: Overview[] = [];
  const longest = Math.max(image.width, image.height);
  for (let scale = 2; scale <= side && longest > (side * scale) / 2; scale *= 2) {
    const width = Math.ceil(image.width / scale);
    const height = Math.ceil(image.height / scale);
    const reduced: TiffImage = { ...image, width, height, overview: true };
    overviews.push({ scale, image: reduced, tiles: tileRects(reduced).length });
  }
  return overviews;
}

/**
 * The packed tiles of each overview, from one pass over a one-band image: each of its tiles gives its part of all of
 * them, out of its own pixels and not of another overview's. A row of tiles of each overview is in memory while it is
 * made: together those of an image one tile high.
 *
 * @param onRead tiles of the image read so far
 */
export async function makeOverviews(
  image: TiffImage,
  overviews: readonly Overview[],
  readTile: TileReader,
  reduce: Reduce,
  onRead: (done: number) => void,
  signal?: CancelSignal,
): Promise<Blob[][]> {
  if (overviews.length === 0) return [];
  const side = tileSizeOf(image);
  const rows = overviews.map((overview) => new TileRow(overview));
  for (const [index, rect] of tileRects(image).entries()) {
    signal?.throwIfAborted();
    const pixels = await readTile(rect);
    const atEnd = rect.column + rect.width === image.width;
    for (const row of rows) {
      const { scale } = row.overview;
      row.put(reduce(pixels, rect.width, rect.height, scale), rect);
      const bottom = rect.row + rect.height;
      if (atEnd && (bottom === image.height || bottom % (scale * side) === 0)) await row.pack();
    }
    onRead(index + 1);
    if (index % TILES_BETWEEN_PAUSES === 0) await new Promise<void>((resolve) => setTimeout(resolve));
  }
  return rows.map(({ packed }) => packed);
}

/** The row of an overview's tiles that is being made, and those of the rows above it, packed. */
class TileRow {
  readonly overview: Overview;
  readonly packed: Blob[] = [];
  readonly #side: number;
  readonly #tiles: Uint8Array[];

  constructor(overview: Overview) {
    const side = tileSizeOf(overview.image);
    this.overview = overview;
    this.#side = side;
    this.#tiles = Array.from({ length: Math.ceil(overview.image.width / side) }, () => new Uint8Array(side * side));
  }

  /** @param rect what `part` is the reduced copy of, in the image's pixels */
  put(part: Uint8Array, rect: PixelRect): void {
    const { scale } = this.overview;
    const side = this.#side;
    const column = rect.column / scale;
    const width = Math.ceil(rect.width / scale);
    const tile = this.#tiles[Math.floor(column / side)]!;
    let to = ((rect.row / scale) % side) * side + (column % side);
    for (let from = 0; from < part.length; from += width, to += side) tile.set(part.subarray(from, from + width), to);
  }

  async pack(): Promise<void> {
    const whole = { width: this.#side, height: this.#side };
    const packed = await Promise.all(this.#tiles.map((tile) => packTile(this.overview.image, whole, tile)));
    // in Blobs, which a browser moves them out of the tab's memory, and to disk when they are large
    for (const bytes of packed) this.packed.push(new Blob([bytes]));
    for (const tile of this.#tiles) tile.fill(0);
  }
}
