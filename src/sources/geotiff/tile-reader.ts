import type { PixelRect } from "../../core/raster/grid.ts";
import { ByteCache } from "../byte-cache.ts";
import { type RasterFile, unreadable } from "../raster-file.ts";
import { type ChunkReader, rowsOf } from "./chunk-reader.ts";
import type { Layout } from "./layout.ts";
import { planeIn, planesOf } from "./planes.ts";
import { type Composition, isMasking, render } from "./render.ts";
import type { SampleArray } from "./sample-array.ts";

/** One rendered tile or band of strips. */
export interface Block {
  readonly column: number;
  readonly row: number;
  readonly width: number;
  readonly height: number;
  /** `width` × `height` pixels of the composition's bands; null where the file holds nothing */
  readonly data: Uint8Array | null;
  /** one byte a pixel, 0 where it holds no data; null where all do */
  readonly mask: Uint8Array | null;
}

export interface BlockReader {
  /** The blocks that touch a rectangle lying inside the image, row by row. */
  indexesIn(rect: PixelRect): readonly number[];
  /** Decoded once while in memory, however many ask. The data is shared: not to be written to. */
  block(index: number): Promise<Block>;
  /** Whether nothing was ever written in a rectangle lying inside the image. */
  isEmpty(rect: PixelRect): boolean;
  clear(): void;
}

/** Bytes a block that holds no data counts for in the cache. */
const EMPTY_BLOCK_BYTES = 64;
/** Blocks of more decoded bytes (a whole image in one strip) are decoded one after the other: each is in memory thrice. */
const HEAVY_BLOCK_BYTES = 32 * 1024 * 1024;

/** Reads the blocks of one directory, keeping decoded ones up to `cacheBytes`, and at least one. */
export function blockReader(
  file: RasterFile,
  layout: Layout,
  readChunks: ChunkReader,
  composition: Composition,
  cacheBytes: number,
): BlockReader {
  const blockHeight = layout.chunkHeight * layout.chunksPerBlock;
  const blockPixels = layout.chunkWidth * blockHeight;
  const bands = composition.channels.length;
  const cache = new ByteCache<Block>(
    Math.max(cacheBytes, blockPixels * (bands + 1)),
    ({ data, mask }) => (data?.length ?? EMPTY_BLOCK_BYTES) + (mask?.length ?? 0),
  );
  const underway = new Map<number, Promise<Block>>();
  const planes = planesOf(layout, composition);
  const plain = isPlain(layout, composition);
  const heavy = (blockPixels * layout.samples * layout.bits) / 8 > HEAVY_BLOCK_BYTES;
  let turn: Promise<unknown> = Promise.resolve();

  async function load(index: number): Promise<Block> {
    const down = Math.floor(index / layout.chunksAcross);
    const across = index % layout.chunksAcross;
    const row = down * blockHeight;
    const height = layout.tiled ? blockHeight : Math.min(blockHeight, layout.height - row);
    const place = { column: across * layout.chunkWidth, row, width: layout.chunkWidth, height };
    const chunks = Array.from(
      { length: Math.ceil(height / layout.chunkHeight) },
      (_, below) => (down * layout.chunksPerBlock + below) * layout.chunksAcross + across,
    );
    const perPlane = layout.chunksAcross * layout.chunksDown;
    const samples = new Map<number, readonly (SampleArray | null)[]>();
    for (const plane of planes) samples.set(plane, await readChunks(chunks.map((chunk) => plane * perPlane + chunk)));
    return { ...place, ...rendered(chunks, samples, place.width * height) };
  }

  function rendered(
    chunks: readonly number[],
    samples: ReadonlyMap<number, readonly (SampleArray | null)[]>,
    pixels: number,
  ): Pick<Block, "data" | "mask"> {
    const written = chunks.map((_, at) => planes.every((plane) => samples.get(plane)?.[at] != null));
    if (!written.includes(true)) return { data: null, mask: null };
    const chunkOf = (plane: number, at: number) => samples.get(plane)?.[at] as SampleArray;
    if (plain && chunks.length === 1) return { data: chunkOf(0, 0) as Uint8Array, mask: null };
    const data = new Uint8Array(pixels * bands);
    const mask = isMasking(composition) || written.includes(false) ? new Uint8Array(pixels) : null;
    chunks.forEach((chunk, at) => {
      if (!written[at]) return;
      const start = at * layout.chunkHeight * layout.chunkWidth;
      const count = rowsOf(layout, chunk) * layout.chunkWidth;
      if (plain) {
        data.set(chunkOf(0, at), start * bands);
        mask?.fill(255, start, start + count);
        return;
      }
      const planeOf = (sample: number) => planeIn(layout, sample, (plane) => chunkOf(plane, at));
      render(planeOf, composition, count, data, mask ?? undefined, start);
    });
    return { data, mask };
  }

  function inTurn(index: number): Promise<Block> {
    if (!heavy) return load(index);
    const mine = turn.then(() => load(index));
    turn = mine.catch(() => {});
    return mine;
  }

  return {
    indexesIn: (rect) => [...cellsIn(rect, layout.chunkWidth, blockHeight, layout.chunksAcross)],
    isEmpty(rect) {
      for (const chunk of cellsIn(rect, layout.chunkWidth, layout.chunkHeight, layout.chunksAcross)) {
        if (layout.byteCounts[chunk] !== 0) return false;
      }
      return true;
    },
    block(index) {
      const cached = cache.get(index);
      if (cached !== undefined) return Promise.resolve(cached);
      const loading =
        underway.get(index) ??
        inTurn(index)
          .then(
            (block) => {
              cache.set(index, block);
              return block;
            },
            (cause: unknown) => {
              throw unreadable(file, cause);
            },
          )
          .finally(() => underway.delete(index));
      underway.set(index, loading);
      return loading;
    },
    clear: () => cache.clear(),
  };
}

/** The cells of a grid, `across` to a row, that a rectangle touches. */
function* cellsIn(rect: PixelRect, cellWidth: number, cellHeight: number, across: number): Generator<number> {
  const right = Math.floor((rect.column + rect.width - 1) / cellWidth);
  const bottom = Math.floor((rect.row + rect.height - 1) / cellHeight);
  for (let down = Math.floor(rect.row / cellHeight); down <= bottom; down++) {
    for (let column = Math.floor(rect.column / cellWidth); column <= right; column++) yield down * across + column;
  }
}

/** Whether the samples, as they are stored, are the pixels. */
function isPlain({ samples, planes }: Layout, composition: Composition): boolean {
  const { channels } = composition;
  const inOrder = channels.every(({ sample, tone }, band) => sample === band && tone === "same");
  return planes === 1 && channels.length === samples && inOrder && !isMasking(composition);
}
