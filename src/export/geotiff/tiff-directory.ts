/**
 * A TIFF file's head: header and image file directories, as bytes. The size of the head depends only on which tags
 * there are and on how many tiles, never on their values: the writer puts it first with zeros for the tiles' places and
 * overwrites it when they are known.
 */
export interface TiffTag {
  readonly id: number;
  readonly type: TiffType;
  readonly values: string | ArrayLike<number>;
}

export type TiffType = "ascii" | "short" | "long" | "double" | "offset";

/** Field type codes and sizes (TIFF 6.0, section 2; BigTIFF's LONG8 = 16). An "offset" is LONG or LONG8. */
const codes: Record<Exclude<TiffType, "offset">, readonly [code: number, size: number]> = {
  ascii: [2, 1],
  short: [3, 2],
  long: [4, 4],
  double: [12, 8],
};

/**
 * Little-endian bytes of header, `preamble` and directories, each with the values too long for it after it. Tags are
 * sorted here.
 * @param preamble bytes between the header and the first directory, which no TIFF reader looks at
 */
export function encodeHead(
  directories: readonly (readonly TiffTag[])[],
  big: boolean,
  preamble: Uint8Array = new Uint8Array(0),
): Uint8Array {
  const headerSize = big ? 16 : 8;
  let end = align2(headerSize + preamble.length);
  const placed = directories.map((tags) => {
    const directory = placeDirectory(tags, big, end);
    end = align8(directory.end);
    return directory;
  });
  const head = new Uint8Array(end);
  const view = new DataView(head.buffer);
  const writeOffset = (at: number, offset: number) =>
    big ? view.setBigUint64(at, BigInt(offset), true) : view.setUint32(at, offset, true);

  view.setUint16(0, 0x4949, true);
  view.setUint16(2, big ? 43 : 42, true);
  if (big) view.setUint16(4, 8, true);
  head.set(preamble, headerSize);
  let pointer = big ? 8 : 4;
  for (const { start, entries, next } of placed) {
    writeOffset(pointer, start);
    if (big) view.setBigUint64(start, BigInt(entries.length), true);
    else view.setUint16(start, entries.length, true);
    for (const { at, id, code, values, valuesAt, inlineAt } of entries) {
      view.setUint16(at, id, true);
      view.setUint16(at + 2, code, true);
      writeOffset(at + 4, values.length);
      if (valuesAt !== inlineAt) writeOffset(inlineAt, valuesAt);
      writeValues(view, valuesAt, code, values);
    }
    pointer = next;
  }
  return head;
}

/** Where everything of a directory lies that starts at `start`. */
function placeDirectory(tags: readonly TiffTag[], big: boolean, start: number) {
  const entrySize = big ? 20 : 12;
  const inlineSize = big ? 8 : 4;
  const first = start + (big ? 8 : 2);
  const next = first + tags.length * entrySize;
  let end = next + inlineSize;
  const entries = [...tags]
    .sort((a, b) => a.id - b.id)
    .map((tag, index) => {
      const [code, size] = tag.type === "offset" ? (big ? ([16, 8] as const) : ([4, 4] as const)) : codes[tag.type];
      const values = typeof tag.values === "string" ? asciiOf(tag.values) : tag.values;
      const at = first + index * entrySize;
      const inlineAt = at + entrySize - inlineSize;
      const bytes = values.length * size;
      const valuesAt = bytes > inlineSize ? align8(end) : inlineAt;
      if (bytes > inlineSize) end = valuesAt + bytes;
      return { at, id: tag.id, code, values, valuesAt, inlineAt };
    });
  return { start, entries, next, end };
}

function writeValues(view: DataView, at: number, code: number, values: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (code === 2) view.setUint8(at + i, value);
    else if (code === 3) view.setUint16(at + 2 * i, value, true);
    else if (code === 4) view.setUint32(at + 4 * i, value, true);
    else if (code === 16) view.setBigUint64(at + 8 * i, BigInt(value), true);
    else view.setFloat64(at + 8 * i, value, true);
  }
}

/** Ended by a zero. TIFF says 7-bit ASCII; GDAL writes and reads UTF-8 there, and French needs it. */
function asciiOf(text: string): Uint8Array {
  return new TextEncoder().encode(`${text}\0`);
}

function align2(offset: number): number {
  return offset + (offset % 2);
}

function align8(offset: number): number {
  return Math.ceil(offset / 8) * 8;
}
