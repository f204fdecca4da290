import { type RasterFile, readRange } from "../raster-file.ts";
import type { ChunkDecoder } from "./decompress.ts";
import type { Layout } from "./layout.ts";
import type { SampleArray } from "./sample-array.ts";

/** The samples of each chunk, rows of `chunkWidth` pixels; null for one never written. */
export type ChunkReader = (chunks: readonly number[]) => Promise<readonly (SampleArray | null)[]>;

export function chunkReader(file: RasterFile, layout: Layout, decode: ChunkDecoder): ChunkReader {
  return async (chunks) => {
    const read: (SampleArray | null)[] = [];
    for (const [at, bytes] of (await readChunks(file, layout, chunks)).entries()) {
      read.push(bytes === null ? null : await decode(bytes, rowsOf(layout, chunks[at] as number)));
    }
    return read;
  };
}

/** Tiles are stored whole; strips end with the image. */
export function rowsOf({ tiled, height, chunkHeight, chunksAcross, chunksDown }: Layout, chunk: number): number {
  const down = Math.floor((chunk % (chunksAcross * chunksDown)) / chunksAcross);
  return tiled ? chunkHeight : Math.min(chunkHeight, height - down * chunkHeight);
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
