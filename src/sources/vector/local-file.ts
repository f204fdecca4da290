/** Files that can be read without waiting, as SQLite wants them. */
import { type RasterFile, readRange } from "../raster-file.ts";

/** A file of which any range can be had at once. */
export interface LocalFile extends RasterFile {
  /** Bytes from `offset`, fewer at the end. Throws where the disk refuses. */
  readSync(offset: number, length: number): Uint8Array;
}

const isLocal = (file: RasterFile): file is LocalFile => "readSync" in file;

/** A file in memory. */
export function bytesAsFile(name: string, bytes: Uint8Array<ArrayBuffer>): LocalFile {
  return {
    name,
    size: bytes.length,
    slice: (start, end) => ({ arrayBuffer: async () => bytes.slice(start, end).buffer }),
    readSync: (offset, length) => bytes.subarray(offset, offset + length),
  };
}

/** The file itself where it can be read without waiting, else all of it in memory. */
export async function localFile(file: RasterFile): Promise<LocalFile> {
  return isLocal(file) ? file : bytesAsFile(file.name, await readRange(file, 0, file.size));
}
