/**
 * A TIFF file's head: header and its one image file directory, as bytes. The size of the head depends only on which
 * tags there are and on how many tiles, never on their values: the writer puts it first with zeros for the tiles'
 * places and overwrites it when they are known.
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

/** Little-endian bytes of header, directory and the values too long for it. Tags are sorted here. */
export function encodeHead(tags: readonly TiffTag[], big: boolean): Uint8Array {
  const sorted = [...tags].sort((a, b) => a.id - b.id);
  const headerSize = big ? 16 : 8;
  const countSize = big ? 8 : 2;
  const entrySize = big ? 20 : 12;
  const inlineSize = big ? 8 : 4;
  const directoryEnd = headerSize + countSize + sorted.length * entrySize + inlineSize;

  const shaped = sorted.map((tag) => {
    const [code, size] = tag.type === "offset" ? (big ? ([16, 8] as const) : ([4, 4] as const)) : codes[tag.type];
    const values = typeof tag.values === "string" ? asciiOf(tag.values) : tag.values;
    return { id: tag.id, code, size, values, bytes: values.length * size };
  });
  const outside = shaped.filter((tag) => tag.bytes > inlineSize);
  const total = outside.reduce((end, tag) => align8(end) + tag.bytes, directoryEnd);
  const head = new Uint8Array(align8(total));
  const view = new DataView(head.buffer);

  view.setUint16(0, 0x4949, true);
  view.setUint16(2, big ? 43 : 42, true);
  if (big) {
    view.setUint16(4, 8, true);
    view.setBigUint64(8, 16n, true);
    view.setBigUint64(16, BigInt(shaped.length), true);
  } else {
    view.setUint32(4, 8, true);
    view.setUint16(8, shaped.length, true);
  }

  let at = headerSize + countSize;
  let free = directoryEnd;
  for (const tag of shaped) {
    view.setUint16(at, tag.id, true);
    view.setUint16(at + 2, tag.code, true);
    const inlineAt = at + entrySize - inlineSize;
    if (big) view.setBigUint64(at + 4, BigInt(tag.values.length), true);
    else view.setUint32(at + 4, tag.values.length, true);
    let valuesAt = inlineAt;
    if (tag.bytes > inlineSize) {
      valuesAt = align8(free);
      free = valuesAt + tag.bytes;
      if (big) view.setBigUint64(inlineAt, BigInt(valuesAt), true);
      else view.setUint32(inlineAt, valuesAt, true);
    }
    writeValues(view, valuesAt, tag.code, tag.values);
    at += entrySize;
  }
  return head;
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

/** TIFF's ASCII: 7-bit, ended by a zero; other characters become "?". */
function asciiOf(text: string): number[] {
  const bytes = [...text].map((character) => {
    const code = character.codePointAt(0)!;
    return code < 128 ? code : 63;
  });
  return [...bytes, 0];
}

function align8(offset: number): number {
  return Math.ceil(offset / 8) * 8;
}
