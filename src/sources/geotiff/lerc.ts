/// <reference path="./untyped-codecs.d.ts" />
import type { SampleFormat } from "../../core/ports/raster-source.ts";
import { loadKernel } from "./kernel.ts";
import { type SampleArray, samplesFromBytes } from "./sample-array.ts";
import { unzstd } from "./zstd.ts";

/** The second value of LercParameters: what the LERC blob itself is compressed with. */
const ADD = { none: 0, deflate: 1, zstd: 2 } as const;
/** a LERC blob is rarely longer than its samples, and then by its header and mask */
const HEADER_BYTES = 4096;

export interface LercLayout {
  readonly parameters: ArrayLike<number>;
  readonly width: number;
  readonly samples: number;
  readonly bits: number;
  readonly format: SampleFormat;
}

/**
 * A LERC chunk of `rows` rows → its samples. The header is compared with what the directory says before the codec sees
 * it: the codec believes its sizes. Pixels the blob's mask leaves out are 0, or NaN where samples are floats; where
 * the last sample is missing it is an alpha that libtiff keeps as that mask.
 */
export async function decodeLerc(
  bytes: Uint8Array<ArrayBuffer>,
  rows: number,
  layout: LercLayout,
): Promise<SampleArray> {
  const { width, samples, bits, format } = layout;
  const limit = (width * rows * samples * bits) / 8 + width * rows + HEADER_BYTES;
  const blob = lercBlob(await plain(bytes, layout.parameters[1] ?? ADD.none, limit), width, rows, samples);
  const { default: lerc } = await import("lerc");
  let decoded: ReturnType<typeof lerc.decode>;
  try {
    decoded = lerc.decode(blob, { returnPixelInterleavedDims: true });
  } catch (error) {
    throw new Error(`damaged LERC data: ${String(error)}`);
  }
  const { pixels, mask, dimCount } = decoded;
  const raw = pixels[0];
  if (raw === undefined || raw.byteLength !== (width * rows * dimCount * bits) / 8) {
    throw new Error(`LERC samples of another size than ${bits} bits`);
  }
  const view = new Uint8Array(raw.buffer, raw.byteOffset, raw.byteLength);
  const values = samplesFromBytes(view, { bits, format, littleEndian: true, width, samples: dimCount });
  if (dimCount < samples) return withAlpha(values, mask, width * rows, samples);
  if (mask && format === "float") {
    for (let at = 0; at < values.length; at++) if (mask[Math.floor(at / dimCount)] === 0) values[at] = Number.NaN;
  }
  return values;
}

async function plain(bytes: Uint8Array<ArrayBuffer>, add: number, limit: number): Promise<Uint8Array> {
  if (add === ADD.none) return bytes;
  if (add === ADD.deflate) return (await loadKernel()).inflate(bytes, limit);
  if (add === ADD.zstd) return unzstd(bytes, limit);
  throw new Error(`LERC under compression ${add}`);
}

/** The blob alone, once its header agrees ("Lerc2 ", version, checksum, rows, columns, dimensions, …: LERC's own format). */
function lercBlob(bytes: Uint8Array, width: number, rows: number, samples: number): ArrayBuffer {
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isLerc2 = bytes.length >= 66 && new TextDecoder().decode(bytes.subarray(0, 6)) === "Lerc2 ";
  // Before version 4 there were no dimensions, before 3 no checksum; libtiff has never written those.
  if (!isLerc2 || header.getInt32(6, true) < 4) throw new Error("no LERC 2.4 data");
  const [height, across, dimensions] = [14, 18, 22].map((at) => header.getUint32(at, true)) as [number, number, number];
  const size = header.getInt32(34, true);
  if (height !== rows || across !== width || dimensions > samples || dimensions < Math.max(1, samples - 1)) {
    throw new Error(`LERC data of ${across} × ${height} × ${dimensions} instead of ${width} × ${rows} × ${samples}`);
  }
  if (size < 66 || size > bytes.length) throw new Error(`a LERC blob of ${size} bytes`);
  return bytes.slice(0, size).buffer as ArrayBuffer;
}

function withAlpha(
  colours: SampleArray,
  mask: Uint8Array | null | undefined,
  pixels: number,
  samples: number,
): SampleArray {
  const out = new Uint8Array(pixels * samples);
  const held = samples - 1;
  for (let pixel = 0; pixel < pixels; pixel++) {
    for (let sample = 0; sample < held; sample++)
      out[pixel * samples + sample] = colours[pixel * held + sample] as number;
    out[pixel * samples + held] = mask == null || mask[pixel] !== 0 ? 255 : 0;
  }
  return out;
}
