import { appError } from "../../core/errors.ts";
import type { RasterFile } from "../raster-file.ts";
import type { Ifd } from "./ifd.ts";
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
  readonly bits: 1 | 8;
  /** planes stored one after the other (PlanarConfiguration 2); 1 when samples are interleaved */
  readonly planes: number;
  readonly tiled: boolean;
  readonly compression: number;
  readonly photometric: number;
  readonly predictor: number;
  readonly jpegTables: Uint8Array | undefined;
  readonly chunkWidth: number;
  readonly chunkHeight: number;
  readonly chunksAcross: number;
  readonly chunksDown: number;
  /** chunks one above the other in a block; 1 when tiled */
  readonly chunksPerBlock: number;
  /** of each chunk, plane after plane, row after row; 0 bytes at 0 is a chunk never written (sparse) */
  readonly offsets: readonly number[];
  readonly byteCounts: readonly number[];
}

/** Strips are decoded together up to this size: fewer reads, while a window still takes only the rows it needs. */
const BLOCK_BYTES = 4 * 1024 * 1024;
/** One compressed strip must fit in memory twice; raw ones are cut up and know no limit. */
const MAX_CHUNK_BYTES = 512 * 1024 * 1024;

/**
 * Reads the layout tags of a directory whose samples have been checked. Throws `file-truncated` when a chunk ends past
 * the file's end, `file-unreadable` when the tags contradict each other.
 */
export function layoutOf(ifd: Ifd, samples: number, bits: 1 | 8, file: RasterFile): Layout {
  const broken = (detail: string) => appError("file-unreadable", { file: file.name, detail });
  const width = ifd.number(TAG.imageWidth) ?? 0;
  const height = ifd.number(TAG.imageLength) ?? 0;
  if (width < 1 || height < 1) throw broken(`${width} × ${height} pixels`);

  const compression = ifd.number(TAG.compression) ?? COMPRESSION.none;
  const planes = ifd.number(TAG.planarConfiguration) === 2 ? samples : 1;
  const tileWidth = ifd.number(TAG.tileWidth);
  const tiled = tileWidth !== undefined;
  const chunkWidth = tileWidth ?? width;
  const declaredHeight = tiled ? ifd.number(TAG.tileLength) : ifd.number(TAG.rowsPerStrip);
  const chunkHeight = tiled ? (declaredHeight ?? 0) : Math.min(height, declaredHeight ?? height);
  if (chunkWidth < 1 || chunkHeight < 1) throw broken(`tiles of ${chunkWidth} × ${chunkHeight} pixels`);

  const samplesInChunk = samples / planes;
  const rowBytes = Math.ceil((chunkWidth * samplesInChunk * bits) / 8);
  const chunksAcross = Math.ceil(width / chunkWidth);
  const chunksDown = Math.ceil(height / chunkHeight);
  const count = chunksAcross * chunksDown * planes;
  const offsets = ifd.numbers(tiled ? TAG.tileOffsets : TAG.stripOffsets) ?? ifd.numbers(TAG.stripOffsets) ?? [];
  if (offsets.length < count) throw broken(`${offsets.length} offsets for ${count} ${tiled ? "tiles" : "strips"}`);

  const rawBytes = (chunk: number) => {
    const row = Math.floor((chunk % (chunksAcross * chunksDown)) / chunksAcross);
    return rowBytes * (tiled ? chunkHeight : Math.min(chunkHeight, height - row * chunkHeight));
  };
  const declared = ifd.numbers(tiled ? TAG.tileByteCounts : TAG.stripByteCounts) ?? ifd.numbers(TAG.stripByteCounts);
  if (compression !== COMPRESSION.none && (declared?.length ?? 0) < count) throw broken("no byte counts");
  // Raw chunks have the size their pixels have, whatever (odd) counts were written.
  const byteCounts =
    compression === COMPRESSION.none
      ? Array.from({ length: count }, (_, chunk) => (offsets[chunk] === 0 ? 0 : rawBytes(chunk)))
      : (declared as readonly number[]).slice(0, count);

  for (let chunk = 0; chunk < count; chunk++) {
    const end = (offsets[chunk] as number) + (byteCounts[chunk] as number);
    if (end > file.size) throw appError("file-truncated", { file: file.name });
  }

  const raw = compression === COMPRESSION.none && !tiled && rowBytes * chunkHeight * planes > BLOCK_BYTES;
  const chunks = raw
    ? cutRawStrips({ offsets, height, chunkHeight, rowBytes, planes })
    : { chunkHeight, chunksDown, offsets, byteCounts };
  const chunkBytes = rowBytes * chunks.chunkHeight;
  if (chunkBytes > MAX_CHUNK_BYTES) throw broken(`compressed as one piece of ${chunkBytes} bytes`);
  const chunksPerBlock = tiled ? 1 : Math.max(1, Math.floor(BLOCK_BYTES / (chunkBytes * planes)));
  return {
    width,
    height,
    samples,
    bits,
    planes,
    tiled,
    compression,
    photometric: ifd.number(TAG.photometric) ?? PHOTOMETRIC.blackIsZero,
    predictor: ifd.number(TAG.predictor) ?? 1,
    jpegTables: ifd.bytes(TAG.jpegTables),
    chunkWidth,
    chunksAcross,
    ...chunks,
    chunksPerBlock,
  };
}

interface RawStrips {
  readonly offsets: readonly number[];
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
  const cutOffsets: number[] = [];
  const cutCounts: number[] = [];
  for (let plane = 0; plane < planes; plane++) {
    for (let piece = 0; piece < chunksDown; piece++) {
      const row = piece * pieceRows;
      const strip = Math.floor(row / chunkHeight);
      const start = offsets[plane * stripsDown + strip] as number;
      cutOffsets.push(start === 0 ? 0 : start + (row - strip * chunkHeight) * rowBytes);
      cutCounts.push(start === 0 ? 0 : Math.min(pieceRows, height - row) * rowBytes);
    }
  }
  return { chunkHeight: pieceRows, chunksDown, offsets: cutOffsets, byteCounts: cutCounts };
}

function largestDivisorUpTo(value: number, limit: number): number {
  for (let divisor = Math.min(value, limit); divisor > 1; divisor--) if (value % divisor === 0) return divisor;
  return 1;
}
