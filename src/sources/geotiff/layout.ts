import { appError } from "../../core/errors.ts";
import type { SampleFormat } from "../../core/ports/raster-source.ts";
import type { RasterFile } from "../raster-file.ts";
import { type Ifd, MAX_CHUNKS } from "./ifd.ts";
import { COMPRESSION, PHOTOMETRIC, TAG } from "./tags.ts";

/**
 * How the pixels of one directory lie in the file. A *chunk* is what is compressed as one (a tile or a strip); a
 * *block* is what we decode and keep as one: a tile, or a few adjacent strips across the whole width.
 */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** stored per pixel, alpha included */
  readonly samples: number;
  readonly bits: number;
  readonly format: SampleFormat;
  readonly littleEndian: boolean;
  /** planes stored one after the other (PlanarConfiguration 2); 1 when samples are interleaved */
  readonly planes: number;
  readonly tiled: boolean;
  readonly compression: number;
  readonly photometric: number;
  readonly predictor: number;
  readonly jpegTables: Uint8Array | undefined;
  readonly lercParameters: Float64Array | undefined;
  readonly chunkWidth: number;
  readonly chunkHeight: number;
  readonly chunksAcross: number;
  readonly chunksDown: number;
  /** chunks one above the other in a block; 1 when tiled */
  readonly chunksPerBlock: number;
  /** of each chunk, plane after plane, row after row; 0 bytes at 0 is a chunk never written (sparse) */
  readonly offsets: Float64Array;
  readonly byteCounts: Float64Array;
}

/** Strips are decoded together up to this size: fewer reads, while a window still takes only the rows it needs. */
const BLOCK_BYTES = 4 * 1024 * 1024;
/**
 * One chunk, packed or not: it is in memory as both, and again as pixels. A strip of 8 000 × 8 000 pixels in three
 * colours just fits. Raw ones are cut up and know no limit.
 */
const MAX_CHUNK_BYTES = 192 * 1024 * 1024;

/** Samples of a directory, as far as its layout goes. */
export interface Stored {
  readonly count: number;
  readonly bits: number;
  readonly format: SampleFormat;
}

/**
 * Reads the layout tags of a directory whose samples have been checked. Throws `file-truncated` when a chunk ends past
 * the file's end, `file-unreadable` when the tags contradict each other or declare more than we hold.
 */
export function layoutOf(ifd: Ifd, { count: samples, bits, format }: Stored, file: RasterFile): Layout {
  const broken = (detail: string) => appError("file-unreadable", { file: file.name, detail });
  const width = ifd.number(TAG.imageWidth) ?? 0;
  const height = ifd.number(TAG.imageLength) ?? 0;
  if (!isSize(width) || !isSize(height)) throw broken(`${width} × ${height} pixels`);

  const compression = ifd.number(TAG.compression) ?? COMPRESSION.none;
  const planes = ifd.number(TAG.planarConfiguration) === 2 ? samples : 1;
  const tileWidth = ifd.number(TAG.tileWidth);
  const tiled = tileWidth !== undefined;
  const chunkWidth = tileWidth ?? width;
  const declaredHeight = tiled ? ifd.number(TAG.tileLength) : ifd.number(TAG.rowsPerStrip);
  const chunkHeight = tiled ? (declaredHeight ?? 0) : Math.min(height, declaredHeight ?? height);
  if (!isSize(chunkWidth) || !isSize(chunkHeight)) throw broken(`tiles of ${chunkWidth} × ${chunkHeight} pixels`);

  const samplesInChunk = samples / planes;
  const rowBytes = Math.ceil((chunkWidth * samplesInChunk * bits) / 8);
  const chunksAcross = Math.ceil(width / chunkWidth);
  const chunksDown = Math.ceil(height / chunkHeight);
  const count = chunksAcross * chunksDown * planes;
  if (count > MAX_CHUNKS) throw broken(`${count} ${tiled ? "tiles" : "strips"}`);
  const offsets =
    ifd.numbers(tiled ? TAG.tileOffsets : TAG.stripOffsets) ?? ifd.numbers(TAG.stripOffsets) ?? new Float64Array(0);
  if (offsets.length < count) throw broken(`${offsets.length} offsets for ${count} ${tiled ? "tiles" : "strips"}`);

  const rawBytes = (chunk: number) => {
    const row = Math.floor((chunk % (chunksAcross * chunksDown)) / chunksAcross);
    return rowBytes * (tiled ? chunkHeight : Math.min(chunkHeight, height - row * chunkHeight));
  };
  const declared = ifd.numbers(tiled ? TAG.tileByteCounts : TAG.stripByteCounts) ?? ifd.numbers(TAG.stripByteCounts);
  if (compression !== COMPRESSION.none && (declared?.length ?? 0) < count) throw broken("no byte counts");
  // Raw chunks have the size their pixels have, whatever (odd) counts were written.
  const byteCounts = new Float64Array(count);
  for (let chunk = 0; chunk < count; chunk++) {
    const offset = offsets[chunk] as number;
    const bytes =
      compression === COMPRESSION.none ? (offset === 0 ? 0 : rawBytes(chunk)) : (declared?.[chunk] as number);
    if (!(offset >= 0 && bytes >= 0 && offset + bytes <= file.size))
      throw appError("file-truncated", { file: file.name });
    if (bytes > MAX_CHUNK_BYTES && compression !== COMPRESSION.none) throw broken(`a tile or strip of ${bytes} bytes`);
    byteCounts[chunk] = bytes;
  }

  const raw = compression === COMPRESSION.none && !tiled && rowBytes * chunkHeight * planes > BLOCK_BYTES;
  const chunks = raw
    ? cutRawStrips({ offsets, height, chunkHeight, rowBytes, planes })
    : { chunkHeight, chunksDown, offsets, byteCounts };
  const chunkBytes = rowBytes * chunks.chunkHeight;
  if (chunkBytes * planes > MAX_CHUNK_BYTES) throw broken(`${chunkBytes * planes} bytes to be read as one piece`);
  const chunksPerBlock = tiled ? 1 : Math.max(1, Math.floor(BLOCK_BYTES / (chunkBytes * planes)));
  return {
    width,
    height,
    samples,
    bits,
    format,
    littleEndian: ifd.littleEndian,
    planes,
    tiled,
    compression,
    photometric: ifd.number(TAG.photometric) ?? PHOTOMETRIC.blackIsZero,
    predictor: ifd.number(TAG.predictor) ?? 1,
    jpegTables: ifd.bytes(TAG.jpegTables),
    lercParameters: ifd.numbers(TAG.lercParameters),
    chunkWidth,
    chunksAcross,
    ...chunks,
    chunksPerBlock,
  };
}

const isSize = (pixels: number) => pixels >= 1 && pixels < 2 ** 32;

interface RawStrips {
  readonly offsets: Float64Array;
  readonly height: number;
  readonly chunkHeight: number;
  readonly rowBytes: number;
  readonly planes: number;
}

/** Raw rows can be read from anywhere: tall strips (often one for the whole image) become strips of `BLOCK_BYTES`. */
function cutRawStrips({ offsets, height, chunkHeight, rowBytes, planes }: RawStrips) {
  const rows = Math.max(1, Math.floor(BLOCK_BYTES / (rowBytes * planes)));
  const stripsDown = Math.ceil(height / chunkHeight);
  // A cut strip must not run over the end of its own: pieces count from the image's top only if one strip holds it all.
  const pieceRows = stripsDown === 1 ? rows : largestDivisorUpTo(chunkHeight, rows);
  const chunksDown = Math.ceil(height / pieceRows);
  if (planes * chunksDown > MAX_CHUNKS) throw new Error(`${height} rows of ${rowBytes} bytes`);
  const cutOffsets = new Float64Array(planes * chunksDown);
  const cutCounts = new Float64Array(planes * chunksDown);
  for (let plane = 0; plane < planes; plane++) {
    for (let piece = 0; piece < chunksDown; piece++) {
      const row = piece * pieceRows;
      const strip = Math.floor(row / chunkHeight);
      const start = offsets[plane * stripsDown + strip] as number;
      if (start === 0) continue;
      cutOffsets[plane * chunksDown + piece] = start + (row - strip * chunkHeight) * rowBytes;
      cutCounts[plane * chunksDown + piece] = Math.min(pieceRows, height - row) * rowBytes;
    }
  }
  return { chunkHeight: pieceRows, chunksDown, offsets: cutOffsets, byteCounts: cutCounts };
}

function largestDivisorUpTo(value: number, limit: number): number {
  for (let divisor = Math.min(value, limit); divisor > 1; divisor--) if (value % divisor === 0) return divisor;
  return 1;
}
