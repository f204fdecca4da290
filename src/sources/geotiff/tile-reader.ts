import type { PixelRect } from "../../core/raster/grid.ts";
import { ByteCache } from "../byte-cache.ts";
import { type RasterFile, readRange, unreadable } from "../raster-file.ts";
import type { ChunkDecoder } from "./decompress.ts";
import type { Layout } from "./layout.ts";

/** One decoded tile or band of strips: `width` × `height` × `samples` bytes, or null where the file holds nothing. */
export interface Block {
  readonly column: number;
  readonly row: number;
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | null;
}

export interface BlockReader {
  /** The blocks that touch a rectangle lying inside the image, row by row. */
  indexesIn(rect: PixelRect): readonly number[];
  /** Decoded once while in memory, however many ask. The data is shared: not to be written to. */
  block(index: number): Promise<Block>;
  clear(): void;
}

/** Bytes a block that holds no data counts for in the cache. */
const EMPTY_BLOCK_BYTES = 64;

/** Reads the blocks of one directory, keeping at most `cacheBytes` of decoded ones. */
export function blockReader(file: RasterFile, layout: Layout, decode: ChunkDecoder, cacheBytes: number): BlockReader {
  const blockHeight = layout.chunkHeight * layout.chunksPerBlock;
  const cache = new ByteCache<Block>(cacheBytes, (block) => block.data?.length ?? EMPTY_BLOCK_BYTES);
  const underway = new Map<number, Promise<Block>>();

  async function load(index: number): Promise<Block> {
    const down = Math.floor(index / layout.chunksAcross);
    const across = index % layout.chunksAcross;
    const row = down * blockHeight;
    // Tiles are stored whole; strips end with the image.
    const height = layout.tiled ? blockHeight : Math.min(blockHeight, layout.height - row);
    const place = { column: across * layout.chunkWidth, row, width: layout.chunkWidth, height };
    return { ...place, data: await loadData(down * layout.chunksPerBlock, across, height) };
  }

  async function loadData(firstDown: number, across: number, height: number): Promise<Uint8Array | null> {
    const chunkRows = Math.ceil(height / layout.chunkHeight);
    let data: Uint8Array | null = null;
    for (let plane = 0; plane < layout.planes; plane++) {
      const first = (plane * layout.chunksDown + firstDown) * layout.chunksAcross + across;
      const chunks = Array.from({ length: chunkRows }, (_, down) => first + down * layout.chunksAcross);
      const read = await readChunks(file, layout, chunks);
      for (let down = 0; down < chunkRows; down++) {
        const bytes = read[down];
        if (bytes == null) continue;
        const rows = Math.min(layout.chunkHeight, height - down * layout.chunkHeight);
        const decoded = expandBits(await decode(bytes, rows), layout, rows);
        if (layout.planes === 1 && chunkRows === 1) return decoded;
        data ??= new Uint8Array(layout.chunkWidth * height * layout.samples);
        const start = down * layout.chunkHeight * layout.chunkWidth * layout.samples;
        if (layout.planes === 1) data.set(decoded, start);
        else spread(decoded, data, start + plane, layout.samples);
      }
    }
    return data;
  }

  return {
    indexesIn({ column, row, width, height }) {
      const indexes: number[] = [];
      const right = Math.floor((column + width - 1) / layout.chunkWidth);
      const bottom = Math.floor((row + height - 1) / blockHeight);
      for (let down = Math.floor(row / blockHeight); down <= bottom; down++) {
        for (let across = Math.floor(column / layout.chunkWidth); across <= right; across++) {
          indexes.push(down * layout.chunksAcross + across);
        }
      }
      return indexes;
    },
    block(index) {
      const cached = cache.get(index);
      if (cached !== undefined) return Promise.resolve(cached);
      const loading =
        underway.get(index) ??
        load(index)
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

/** The bytes of each chunk, null for one never written. Chunks that follow each other in the file take one read. */
async function readChunks(
  file: RasterFile,
  layout: Layout,
  chunks: readonly number[],
): Promise<readonly (Uint8Array<ArrayBuffer> | null)[]> {
  const read: (Uint8Array<ArrayBuffer> | null)[] = [];
  for (let at = 0; at < chunks.length; ) {
    const start = layout.offsets[chunks[at] as number] as number;
    let end = start;
    let next = at;
    while (next < chunks.length && layout.offsets[chunks[next] as number] === end) {
      end += layout.byteCounts[chunks[next] as number] as number;
      next++;
      if (end === start) break;
    }
    const run = end > start ? await readRange(file, start, end - start) : null;
    for (; at < next; at++) {
      const chunk = chunks[at] as number;
      const from = (layout.offsets[chunk] as number) - start;
      read.push(run === null ? null : run.subarray(from, from + (layout.byteCounts[chunk] as number)));
    }
  }
  return read;
}

/** One plane's samples into their places among the interleaved ones. */
function spread(plane: Uint8Array, data: Uint8Array, start: number, samples: number): void {
  for (let from = 0, to = start; from < plane.length; from++, to += samples) data[to] = plane[from] as number;
}

/** 1-bit samples (masks) as bytes of 0 and 255. */
function expandBits(decoded: Uint8Array, layout: Layout, rows: number): Uint8Array {
  if (layout.bits === 8) return decoded;
  const width = layout.chunkWidth;
  const rowBytes = Math.ceil(width / 8);
  const out = new Uint8Array(width * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < width; column++) {
      const byte = decoded[row * rowBytes + (column >> 3)] as number;
      out[row * width + column] = (byte >> (7 - (column & 7))) & 1 ? 255 : 0;
    }
  }
  return out;
}
