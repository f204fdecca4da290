import type { ImageDecoder } from "../../core/ports/image-decoder.ts";
import { jpegDecoder, webpDecoder } from "./image-codecs.ts";
import { loadKernel } from "./kernel.ts";
import type { Layout } from "./layout.ts";
import { decodeLerc } from "./lerc.ts";
import { decodeLzw } from "./lzw.ts";
import { decodePackBits } from "./packbits.ts";
import { differencesOf, PREDICTOR, undoPredictor } from "./predictor.ts";
import { type Packing, type SampleArray, samplesFromBytes } from "./sample-array.ts";
import { COMPRESSION, compressionName } from "./tags.ts";
import { unzstd } from "./zstd.ts";

/** Compressed bytes of a chunk of `rows` rows → its samples, rows of `chunkWidth` pixels. Rejects when damaged. */
export type ChunkDecoder = (bytes: Uint8Array<ArrayBuffer>, rows: number) => Promise<SampleArray>;

type Decompressor = (bytes: Uint8Array<ArrayBuffer>, size: number) => Uint8Array | Promise<Uint8Array>;

/** Decompressors of plain bytes; none makes more than the `size` it is told. */
const decompressors: Readonly<Record<number, Decompressor>> = {
  [COMPRESSION.none]: (bytes) => bytes,
  [COMPRESSION.lzw]: decodeLzw,
  [COMPRESSION.packBits]: decodePackBits,
  [COMPRESSION.zstd]: unzstd,
};
const deflated: ReadonlySet<number> = new Set([COMPRESSION.deflate, COMPRESSION.deflateOld]);
/** libtiff applies a predictor under these alone, whatever the tag says */
const predicted: ReadonlySet<number> = new Set([COMPRESSION.lzw, ...deflated, COMPRESSION.zstd]);

export const predictorOf = ({ compression, predictor }: Pick<Layout, "compression" | "predictor">): number =>
  predicted.has(compression) ? predictor : PREDICTOR.none;

/** Unpacking less than this takes no longer than handing it to another thread. */
const WORTH_A_THREAD_BYTES = 128 * 1024;

/** Whether nothing else lies in the same memory: only then may it go to another thread. */
const isWhole = ({ byteLength, buffer }: Uint8Array<ArrayBuffer>): boolean => byteLength === buffer.byteLength;

/** The decoder of one directory's chunks. Throws (or, once it has seen a chunk, rejects) with `unsupported` for what we do not read. */
export function chunkDecoder(
  layout: Layout,
  decoder: ImageDecoder,
  unsupported: (compression: string) => Error,
): ChunkDecoder {
  const { compression, chunkWidth, bits, format, littleEndian } = layout;
  const samples = layout.samples / layout.planes;
  if (compression === COMPRESSION.jpeg) return jpegDecoder(layout, samples, decoder, unsupported);
  // Four colours would sit in WebP's alpha, which a canvas multiplies into the other three: only true alpha is read.
  if (compression === COMPRESSION.webp) return webpDecoder(layout, samples, decoder);
  if (compression === COMPRESSION.lerc) {
    const lerc = { parameters: layout.lercParameters ?? [], width: chunkWidth, samples, bits, format };
    return (bytes, rows) => decodeLerc(bytes, rows, lerc);
  }
  const decompress = decompressors[compression];
  const isDeflated = deflated.has(compression);
  if (decompress === undefined && !isDeflated) throw unsupported(compressionName(compression));
  const rowBytes = Math.ceil((chunkWidth * samples * bits) / 8);
  const stored: Packing = { bits, format, littleEndian: littleEndian || bits === 8, width: chunkWidth, samples };
  const predictor = predictorOf(layout);
  // The usual kind: its differences are undone where it is unpacked.
  const differences =
    predictor === PREDICTOR.horizontal && isDeflated && stored.littleEndian ? differencesOf(stored) : undefined;
  const elsewhere = isDeflated ? decoder.inflater?.() : undefined;
  return async (bytes, rows) => {
    const size = rowBytes * rows;
    const kernel = await loadKernel();
    const inflate = () =>
      elsewhere && size >= WORTH_A_THREAD_BYTES && isWhole(bytes)
        ? elsewhere(bytes, size, differences)
        : kernel.inflate(bytes, size, differences);
    const plain = await (decompress ? decompress(bytes, size) : inflate());
    if (plain.length < size) throw new Error(`a tile or strip of ${plain.length} bytes instead of ${size}`);
    const whole = plain.length === size ? plain : plain.subarray(0, size);
    if (predictor === PREDICTOR.none || differences !== undefined) return samplesFromBytes(whole, stored);
    return samplesFromBytes(undoPredictor(whole, predictor, stored, kernel), { ...stored, littleEndian: true });
  };
}
