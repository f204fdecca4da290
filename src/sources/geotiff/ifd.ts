import { appError } from "../../core/errors.ts";
import { type RasterFile, readRange } from "../raster-file.ts";
import { TAG } from "./tags.ts";

/**
 * One image file directory: its tags' values. A reader of our own, because geotiff.js (3.1.0-beta.0) needs a
 * `FileReader` for blobs (none in Node), takes long offset arrays for little-endian whatever the file says, and follows
 * whatever counts a damaged file holds.
 */
export interface Ifd {
  /** the file's byte order, which its samples have too */
  readonly littleEndian: boolean;
  /** the first value of a numeric tag */
  number(tag: number): number | undefined;
  numbers(tag: number): Float64Array | undefined;
  bytes(tag: number): Uint8Array | undefined;
  text(tag: number): string | undefined;
}

const READ_AHEAD_BYTES = 65_536;
/** far above any real file (a COG has ten or so): keeps a damaged chain short */
const MAX_IFDS = 256;
const MAX_ENTRIES = 4_096;
/** tiles or strips of one image: 10⁶ × 10⁶ pixels in tiles of 512, twice over */
export const MAX_CHUNKS = 1 << 23;
const MAX_CHUNK_LIST_BYTES = MAX_CHUNKS * 8;
/** any other tag's: a colour map of 16 bits takes 393 KB; a longer one is damage or says nothing we need */
const MAX_TAG_BYTES = 1 << 20;

const TYPE_BYTES: Readonly<Record<number, number>> = {
  1: 1, // BYTE
  2: 1, // ASCII
  3: 2, // SHORT
  4: 4, // LONG
  5: 8, // RATIONAL
  6: 1, // SBYTE
  7: 1, // UNDEFINED
  8: 2, // SSHORT
  9: 4, // SLONG
  10: 8, // SRATIONAL
  11: 4, // FLOAT
  12: 8, // DOUBLE
  13: 4, // IFD
  16: 8, // LONG8
  17: 8, // SLONG8
  18: 8, // IFD8
};

const wanted: ReadonlySet<number> = new Set(Object.values(TAG));
const chunkLists: ReadonlySet<number> = new Set([
  TAG.stripOffsets,
  TAG.stripByteCounts,
  TAG.tileOffsets,
  TAG.tileByteCounts,
]);

/** All directories of the main chain, in order. Rejects with `file-truncated` or `file-unreadable`. */
export async function readIfds(file: RasterFile): Promise<readonly Ifd[]> {
  const read = readAhead(file);
  const header = await read(0, 8);
  const little = header.getUint8(0) === 0x49;
  const big = header.getUint16(2, little) === 43;
  const offsetAt = (view: DataView, at: number) => (big ? wide(view, at, little) : view.getUint32(at, little));

  const ifds: Ifd[] = [];
  const seen = new Set<number>();
  let offset = big ? wide(await read(8, 8), 0, little) : header.getUint32(4, little);
  while (offset !== 0 && !seen.has(offset) && ifds.length < MAX_IFDS) {
    seen.add(offset);
    const countBytes = big ? 8 : 2;
    const countView = await read(offset, countBytes);
    const count = big ? wide(countView, 0, little) : countView.getUint16(0, little);
    if (count > MAX_ENTRIES) {
      throw appError("file-unreadable", { file: file.name, detail: `a directory of ${count} tags` });
    }
    const entryBytes = big ? 20 : 12;
    const body = await read(offset + countBytes, count * entryBytes + (big ? 8 : 4));
    const values = new Map<number, TagValue>();
    for (let index = 0; index < count; index++) {
      const at = index * entryBytes;
      const tag = body.getUint16(at, little);
      if (!wanted.has(tag)) continue;
      const type = body.getUint16(at + 2, little);
      const size = TYPE_BYTES[type];
      if (size === undefined) continue;
      const length = (big ? wide(body, at + 4, little) : body.getUint32(at + 4, little)) * size;
      if (length > MAX_CHUNK_LIST_BYTES && chunkLists.has(tag)) {
        throw appError("file-unreadable", { file: file.name, detail: `${length / size} tiles or strips` });
      }
      if (length > MAX_TAG_BYTES && !chunkLists.has(tag)) continue;
      const valueAt = at + (big ? 12 : 8);
      const view =
        length <= (big ? 8 : 4)
          ? new DataView(body.buffer, body.byteOffset + valueAt, length)
          : await read(offsetAt(body, valueAt), length);
      values.set(tag, { type, view });
    }
    ifds.push(ifdOf(values, little));
    offset = offsetAt(body, count * entryBytes);
  }
  return ifds;
}

interface TagValue {
  readonly type: number;
  readonly view: DataView;
}

function ifdOf(values: ReadonlyMap<number, TagValue>, little: boolean): Ifd {
  const numbers = (tag: number, limit = Number.POSITIVE_INFINITY): Float64Array | undefined => {
    const value = values.get(tag);
    if (value === undefined) return undefined;
    const { type, view } = value;
    const size = TYPE_BYTES[type] as number;
    const out = new Float64Array(Math.min(limit, view.byteLength / size));
    for (let index = 0; index < out.length; index++) out[index] = numberAt(view, type, index * size, little);
    return out;
  };
  const bytes = (tag: number): Uint8Array | undefined => {
    const view = values.get(tag)?.view;
    return view && new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  };
  return {
    littleEndian: little,
    number: (tag) => numbers(tag, 1)?.[0],
    numbers: (tag) => numbers(tag),
    bytes,
    text: (tag) => {
      const raw = bytes(tag);
      return raw && new TextDecoder().decode(raw).replace(/\0+$/, "");
    },
  };
}

function numberAt(view: DataView, type: number, at: number, little: boolean): number {
  switch (type) {
    case 3:
      return view.getUint16(at, little);
    case 4:
    case 13:
      return view.getUint32(at, little);
    case 5:
      return view.getUint32(at, little) / view.getUint32(at + 4, little);
    case 6:
      return view.getInt8(at);
    case 8:
      return view.getInt16(at, little);
    case 9:
      return view.getInt32(at, little);
    case 10:
      return view.getInt32(at, little) / view.getInt32(at + 4, little);
    case 11:
      return view.getFloat32(at, little);
    case 12:
      return view.getFloat64(at, little);
    case 16:
    case 18:
      return wide(view, at, little);
    case 17:
      return Number(view.getBigInt64(at, little));
    default:
      return view.getUint8(at);
  }
}

/** A 64-bit count or offset. Above 2^53 it is no longer exact, and past the end of any file: refused where it is used. */
function wide(view: DataView, at: number, little: boolean): number {
  return Number(view.getBigUint64(at, little));
}

/** Serves small reads out of the last 64 KiB read: directories lie close together, above all in a COG. */
function readAhead(file: RasterFile): (offset: number, length: number) => Promise<DataView> {
  let start = 0;
  let held: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  return async (offset, length) => {
    if (offset < start || offset + length > start + held.length) {
      const ahead = Math.max(length, Math.min(READ_AHEAD_BYTES, file.size - offset));
      held = await readRange(file, offset, ahead);
      start = offset;
    }
    return new DataView(held.buffer, held.byteOffset + offset - start, length);
  };
}
