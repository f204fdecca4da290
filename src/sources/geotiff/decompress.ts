import type { ImageDecoder } from "../../core/ports/image-decoder.ts";
import { jpegSplicer } from "./jpeg-stream.ts";
import type { Layout } from "./layout.ts";
import { decodeLzw } from "./lzw.ts";
import { decodePackBits } from "./packbits.ts";
import { undoHorizontal } from "./predictor.ts";
import { COMPRESSION } from "./tags.ts";

/** Compressed bytes of a chunk of `rows` rows → its samples, packed, rows of `chunkWidth`. Rejects when damaged. */
export type ChunkDecoder = (bytes: Uint8Array<ArrayBuffer>, rows: number) => Promise<Uint8Array>;

/** The decoder of one directory's chunks, or undefined for a compression we do not read. */
export function chunkDecoder(layout: Layout, decoder: ImageDecoder): ChunkDecoder | undefined {
  const samples = layout.samples / layout.planes;
  const rowBytes = Math.ceil((layout.chunkWidth * samples * layout.bits) / 8);
  const exact = (bytes: Uint8Array, rows: number): Uint8Array => {
    const size = rowBytes * rows;
    if (bytes.length < size) throw new Error(`a tile or strip of ${bytes.length} bytes instead of ${size}`);
    return bytes.length === size ? bytes : bytes.subarray(0, size);
  };
  const predicted = (bytes: Uint8Array): Uint8Array => {
    if (layout.predictor === 2) undoHorizontal(bytes, layout.chunkWidth, samples);
    return bytes;
  };
  switch (layout.compression) {
    case COMPRESSION.none:
      return async (bytes, rows) => exact(bytes, rows);
    case COMPRESSION.deflate:
    case COMPRESSION.deflateOld:
      return async (bytes, rows) => predicted(exact(await inflate(bytes, rowBytes * rows), rows));
    case COMPRESSION.lzw:
      return async (bytes, rows) => predicted(exact(decodeLzw(bytes, rowBytes * rows), rows));
    case COMPRESSION.packBits:
      return async (bytes, rows) => exact(decodePackBits(bytes, rowBytes * rows), rows);
    case COMPRESSION.zstd: {
      const unzstd = geotiffJsDecoder(COMPRESSION.zstd);
      return async (bytes, rows) => predicted(exact(await unzstd(bytes), rows));
    }
    case COMPRESSION.jpeg:
      return jpegDecoder(layout, samples, decoder);
    case COMPRESSION.webp:
      // Four colours would sit in WebP's alpha, which a canvas multiplies into the other three: only true alpha is read.
      return async (bytes, rows) => packed(await decoder.decode(bytes, "image/webp"), layout.chunkWidth, rows, samples);
    default:
      return undefined;
  }
}

function jpegDecoder(layout: Layout, samples: number, decoder: ImageDecoder): ChunkDecoder {
  if (samples === 1 || samples === 3) {
    const splice = jpegSplicer(layout.jpegTables, layout.photometric);
    return async (bytes, rows) =>
      packed(await decoder.decode(splice(bytes), "image/jpeg"), layout.chunkWidth, rows, samples);
  }
  // Four components in one JPEG stream are CMYK to every image decoder; geotiff.js's gives them as they are stored.
  const size = (rows: number) => layout.chunkWidth * rows * samples;
  const components = geotiffJsDecoder(COMPRESSION.jpeg, { JPEGTables: layout.jpegTables });
  return async (bytes, rows) => {
    const data = await components(bytes);
    if (data.length < size(rows)) throw new Error(`a JPEG tile of ${data.length} bytes instead of ${size(rows)}`);
    return data.subarray(0, size(rows));
  };
}

/** The first `samples` channels of a decoded image's first `rows` rows. */
function packed(
  image: { width: number; height: number; channels: number; data: Uint8Array | Uint8ClampedArray },
  width: number,
  rows: number,
  samples: number,
): Uint8Array {
  const { channels, data } = image;
  if (image.width !== width || image.height < rows || channels < samples) {
    throw new Error(
      `a tile of ${image.width} × ${image.height} × ${channels} instead of ${width} × ${rows} × ${samples}`,
    );
  }
  const pixels = width * rows;
  if (channels === samples) return new Uint8Array(data.buffer, data.byteOffset, pixels * samples);
  const out = new Uint8Array(pixels * samples);
  if (samples === 3) {
    for (let to = 0, from = 0; to < out.length; to += 3, from += channels) {
      out[to] = data[from] as number;
      out[to + 1] = data[from + 1] as number;
      out[to + 2] = data[from + 2] as number;
    }
    return out;
  }
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let sample = 0; sample < samples; sample++) {
      out[pixel * samples + sample] = data[pixel * channels + sample] as number;
    }
  }
  return out;
}

/** zlib stream → at most `size` bytes. */
async function inflate(bytes: Uint8Array<ArrayBuffer>, size: number): Promise<Uint8Array> {
  try {
    return await inflateByPlatform(bytes, size);
  } catch {
    // Some writers pad a chunk beyond the stream's end: the platform refuses that and drops what it had decoded, pako
    // does not mind. Truly damaged data fails there too, with its own message.
    return geotiffJsDecoder(COMPRESSION.deflate)(bytes);
  }
}

async function inflateByPlatform(bytes: Uint8Array<ArrayBuffer>, size: number): Promise<Uint8Array> {
  const stream = new DecompressionStream("deflate");
  const writer = stream.writable.getWriter();
  // Both fail whenever the reading side does, which is where the error is dealt with.
  writer.write(bytes).catch(() => {});
  writer.close().catch(() => {});
  const reader = stream.readable.getReader();
  const out = new Uint8Array(size);
  let filled = 0;
  while (filled < size) {
    const { value, done } = await reader.read();
    if (done) break;
    out.set(value.subarray(0, size - filled), filled);
    filled += Math.min(value.length, size - filled);
  }
  reader.cancel().catch(() => {});
  return out.subarray(0, filled);
}

type RawDecoder = (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>;

/** geotiff.js's decoder of a compression, loaded once, without its predictor (ours runs in place). */
function geotiffJsDecoder(compression: number, more: Readonly<Record<string, unknown>> = {}): RawDecoder {
  const create = async () => {
    const { getDecoder } = await import("geotiff");
    const layout = { tileWidth: 0, tileHeight: 0, bitsPerSample: 8, planarConfiguration: 1, predictor: 1 };
    return getDecoder(compression, { ...layout, ...more });
  };
  let created: ReturnType<typeof create> | undefined;
  return async (bytes) => {
    created ??= create();
    const decoder = await created;
    const own = bytes.byteLength === bytes.buffer.byteLength ? bytes.buffer : bytes.slice().buffer;
    return new Uint8Array(await decoder.decodeBlock(own));
  };
}
