import type { SampleFormat } from "../../core/ports/raster-source.ts";

/** Decoded samples, one element each: 64-bit integers as doubles, half floats as floats. */
export type SampleArray =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array;

/** How the samples of a chunk lie once decompressed. */
export interface Packing {
  readonly bits: number;
  readonly format: SampleFormat;
  readonly littleEndian: boolean;
  /** pixels in a row of the chunk */
  readonly width: number;
  /** stored with each pixel */
  readonly samples: number;
}

/** Bytes of whole rows, each starting at a byte, as samples. May give a view of `bytes`. */
export function samplesFromBytes(bytes: Uint8Array, packing: Packing): SampleArray {
  const { bits, format, littleEndian } = packing;
  if (bits % 8 !== 0 || bits === 24) return unpackBits(bytes, packing);
  return typed(littleEndian ? aligned(bytes, bits / 8) : swapped(bytes, bits / 8), bits, format);
}

/** A view of little-endian `bytes` (as every platform that runs us is), converted where no array has the type. */
function typed({ buffer, byteOffset, length }: Uint8Array, bits: number, format: SampleFormat): SampleArray {
  switch (`${format}${bits}`) {
    case "uint8":
      return new Uint8Array(buffer, byteOffset, length);
    case "int8":
      return new Int8Array(buffer, byteOffset, length);
    case "uint16":
      return new Uint16Array(buffer, byteOffset, length / 2);
    case "int16":
      return new Int16Array(buffer, byteOffset, length / 2);
    case "float16":
      return Float32Array.from(new Uint16Array(buffer, byteOffset, length / 2), fromHalf);
    case "uint32":
      return new Uint32Array(buffer, byteOffset, length / 4);
    case "int32":
      return new Int32Array(buffer, byteOffset, length / 4);
    case "float32":
      return new Float32Array(buffer, byteOffset, length / 4);
    case "uint64":
      return Float64Array.from(
        new BigUint64Array(buffer, byteOffset, length / 8) as unknown as ArrayLike<bigint>,
        Number,
      );
    case "int64":
      return Float64Array.from(
        new BigInt64Array(buffer, byteOffset, length / 8) as unknown as ArrayLike<bigint>,
        Number,
      );
    case "float64":
      return new Float64Array(buffer, byteOffset, length / 8);
    default:
      throw new Error(`samples of ${bits} bits (${format})`);
  }
}

/** `bytes` where an array of `size`-byte values can be laid over them. */
function aligned(bytes: Uint8Array, size: number): Uint8Array {
  return bytes.byteOffset % size === 0 ? bytes : bytes.slice();
}

/** Values of `size` bytes in the other byte order. */
export function swapped(bytes: Uint8Array, size: number): Uint8Array {
  if (size === 1) return bytes;
  const out = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at += size) {
    for (let byte = 0; byte < size; byte++) out[at + byte] = bytes[at + size - 1 - byte] as number;
  }
  return out;
}

/** IEEE 754 half precision: 1 sign, 5 exponent, 10 fraction bits. */
function fromHalf(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * 2 ** -24 * fraction;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * 2 ** (exponent - 25) * (1024 + fraction);
}

/** Samples of 1–24 bits that fill bytes from the most significant bit on, in files of either byte order. */
function unpackBits(bytes: Uint8Array, { bits, width, samples }: Packing): SampleArray {
  const perRow = width * samples;
  const rowBytes = Math.ceil((perRow * bits) / 8);
  const rows = Math.floor(bytes.length / rowBytes);
  const out = new (bits < 8 ? Uint8Array : bits <= 16 ? Uint16Array : Uint32Array)(perRow * rows);
  for (let row = 0, to = 0; row < rows; row++) {
    let at = row * rowBytes;
    let held = 0;
    let heldBits = 0;
    for (let sample = 0; sample < perRow; sample++) {
      for (; heldBits < bits; heldBits += 8) held = (held << 8) | (bytes[at++] as number);
      heldBits -= bits;
      out[to++] = held >>> heldBits;
      held &= (1 << heldBits) - 1;
    }
  }
  return out;
}
