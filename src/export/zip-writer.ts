import { appError } from "../core/errors.ts";
import type { ByteSink } from "../core/ports/byte-sink.ts";

/** A file of an archive. It hands its bytes to `put` piece by piece and may use a piece again once `put` has settled. */
export interface ZipEntry {
  readonly name: string;
  write(put: (bytes: Uint8Array) => Promise<void>): Promise<void>;
}

/** What the 32-bit lengths and offsets of a zip can say. */
export const ZIP_LIMIT = 2 ** 32 - 1;

/**
 * A zip archive (APPNOTE 6.3.3, without its 64-bit extension), deflated by the platform as its files are written.
 * @param modified time stamp of all files
 * @throws AppError "format-too-large" past `ZIP_LIMIT`
 */
export async function writeZip(sink: ByteSink, entries: Iterable<ZipEntry>, modified: Date): Promise<void> {
  const encoder = new TextEncoder();
  const begin = sink.length;
  const directory: Uint8Array[] = [];
  for (const entry of entries) {
    const name = encoder.encode(entry.name);
    const headerAt = sink.length;
    await sink.write(joined(header(LOCAL_SIGNATURE, 30, { modified, nameLength: name.length }).bytes, name));
    const sizes = await deflated(sink, entry.write);
    const facts = { modified, nameLength: name.length, ...sizes };
    // The sizes are known now.
    await sink.writeAt(headerAt, header(LOCAL_SIGNATURE, 30, facts).bytes);
    const { bytes, view } = header(CENTRAL_SIGNATURE, 46, facts);
    view.setUint32(42, within(headerAt - begin), true);
    directory.push(joined(bytes, name));
  }
  const directoryAt = sink.length;
  for (const bytes of directory) await sink.write(bytes);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, directory.length, true);
  end.setUint16(10, directory.length, true);
  end.setUint32(12, sink.length - directoryAt, true);
  end.setUint32(16, within(directoryAt - begin), true);
  await sink.write(new Uint8Array(end.buffer));
}

const LOCAL_SIGNATURE = 0x04034b50;
const CENTRAL_SIGNATURE = 0x02014b50;

interface Sizes {
  readonly checksum: number;
  readonly packed: number;
  readonly size: number;
}

/** §4.3.7 and §4.3.12: the same fields in both, but that the central one begins with one more version. */
function header(
  signature: number,
  length: number,
  { modified, nameLength, checksum, packed, size }: { modified: Date; nameLength: number } & Partial<Sizes>,
) {
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, signature, true);
  let at = 4;
  const put16 = (value: number): void => {
    view.setUint16(at, value, true);
    at += 2;
  };
  const put32 = (value: number): void => {
    view.setUint32(at, within(value), true);
    at += 4;
  };
  if (signature === CENTRAL_SIGNATURE) put16(20); // made by version 2.0, on no system in particular
  put16(20); // deflate needs version 2.0
  put16(1 << 11); // names are UTF-8
  put16(8); // deflated
  put16((modified.getUTCHours() << 11) | (modified.getUTCMinutes() << 5) | (modified.getUTCSeconds() >> 1));
  put16(((modified.getUTCFullYear() - 1980) << 9) | ((modified.getUTCMonth() + 1) << 5) | modified.getUTCDate());
  put32(checksum ?? 0);
  put32(packed ?? 0);
  put32(size ?? 0);
  put16(nameLength);
  return { bytes, view };
}

function within(value: number): number {
  if (value > ZIP_LIMIT) throw appError("format-too-large", { format: "ZIP", bytes: value, limit: ZIP_LIMIT });
  return value;
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

/** What the platform's gzip (RFC 1952) puts around the deflated bytes: a header without a name; CRC-32 and length. */
const GZIP_HEADER_BYTES = 10;
const GZIP_TRAILER_BYTES = 8;

/**
 * Deflates what `write` puts. By gzip, whose stream is the same between ten bytes and the very checksum that a zip
 * wants: so nobody has to sum up the bytes in JavaScript.
 */
async function deflated(sink: ByteSink, write: ZipEntry["write"]): Promise<Sizes> {
  const gzip = new CompressionStream("gzip");
  const reader = gzip.readable.getReader();
  const writer = gzip.writable.getWriter();
  const from = sink.length;
  let size = 0;
  let held = new Uint8Array(0); // what may be the trailer
  let skip = GZIP_HEADER_BYTES;
  const emptying = (async () => {
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      const bytes = joined(held, step.value.subarray(skip));
      skip = Math.max(0, skip - step.value.length);
      const body = Math.max(0, bytes.length - GZIP_TRAILER_BYTES);
      held = bytes.slice(body);
      if (body > 0) await sink.write(bytes.subarray(0, body));
    }
  })();
  const filling = (async () => {
    await write(async (bytes) => {
      size += bytes.length;
      await writer.write(bytes.slice()); // the stream may look at it later
    });
    await writer.close();
  })();
  try {
    await Promise.all([filling, emptying]);
  } catch (error) {
    // Neither waits for the other any more.
    await Promise.allSettled([writer.abort(error), reader.cancel(error), filling, emptying]);
    throw error;
  }
  return { checksum: new DataView(held.buffer).getUint32(0, true), packed: sink.length - from, size };
}
