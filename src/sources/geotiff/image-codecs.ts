import type { DecodedImage, ImageDecoder } from "../../core/ports/image-decoder.ts";
import { jpegFrame, jpegSplicer } from "./jpeg-stream.ts";
import type { Layout } from "./layout.ts";
import { webpSize } from "./webp-size.ts";

type ImageChunkDecoder = (bytes: Uint8Array<ArrayBuffer>, rows: number) => Promise<Uint8Array>;

/**
 * Tiles that are JPEG streams. What a stream says of its size and kind is compared with the directory before a decoder
 * sees it: a damaged one may declare 65 535² pixels. Rejects with `unsupported` for the kinds that none of ours decodes.
 */
export function jpegDecoder(
  layout: Layout,
  samples: number,
  decoder: ImageDecoder,
  unsupported: (compression: string) => Error,
): ImageChunkDecoder {
  const decode = samples === 1 || samples === 3 ? byPlatform(layout, samples, decoder) : byGeotiffJs(layout, samples);
  return async (bytes, rows) => {
    const frame = jpegFrame(bytes);
    const { width, height, components } = frame;
    if (frame.refused !== undefined) throw unsupported(`JPEG (${frame.refused})`);
    if (width !== layout.chunkWidth || height < rows || height > layout.chunkHeight || components !== samples) {
      throw new Error(sizes("JPEG", [width, height, components], [layout.chunkWidth, rows, samples]));
    }
    return decode(bytes, rows);
  };
}

function byPlatform(layout: Layout, samples: number, decoder: ImageDecoder): ImageChunkDecoder {
  const splice = jpegSplicer(layout.jpegTables, layout.photometric);
  return async (bytes, rows) =>
    packed(await decoder.decode(splice(bytes), "image/jpeg"), layout.chunkWidth, rows, samples);
}

/** Four components in one JPEG stream are CMYK to every image decoder; geotiff.js's gives them as they are stored. */
function byGeotiffJs(layout: Layout, samples: number): ImageChunkDecoder {
  const create = async () => {
    const { getDecoder } = await import("geotiff");
    const size = { tileWidth: 0, tileHeight: 0, bitsPerSample: 8, planarConfiguration: 1, predictor: 1 };
    return getDecoder(7, { ...size, JPEGTables: layout.jpegTables } as Parameters<typeof getDecoder>[1]);
  };
  let created: ReturnType<typeof create> | undefined;
  return async (bytes, rows) => {
    created ??= create();
    const data = new Uint8Array(await (await created).decodeBlock(bytes.slice().buffer));
    const size = layout.chunkWidth * rows * samples;
    if (data.length < size) throw new Error(`a JPEG tile of ${data.length} bytes instead of ${size}`);
    return data.subarray(0, size);
  };
}

export function webpDecoder(layout: Layout, samples: number, decoder: ImageDecoder): ImageChunkDecoder {
  return async (bytes, rows) => {
    const { width, height } = webpSize(bytes);
    if (width !== layout.chunkWidth || height < rows || height > layout.chunkHeight) {
      throw new Error(sizes("WebP", [width, height, samples], [layout.chunkWidth, rows, samples]));
    }
    return packed(await decoder.decode(bytes, "image/webp"), layout.chunkWidth, rows, samples);
  };
}

function sizes(codec: string, found: readonly number[], wanted: readonly number[]): string {
  return `a ${codec} tile of ${found.join(" × ")} instead of ${wanted.join(" × ")}`;
}

/** The first `samples` channels of a decoded image's first `rows` rows. */
function packed(image: DecodedImage, width: number, rows: number, samples: number): Uint8Array {
  const { channels, data } = image;
  if (image.width !== width || image.height < rows || channels < samples) {
    throw new Error(sizes("decoded", [image.width, image.height, channels], [width, rows, samples]));
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
