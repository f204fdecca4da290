import { appError } from "../core/errors.ts";
import type { ByteStore } from "../core/ports/byte-store.ts";

/** Bytes are kept in pieces of this size, made when first written: an area half nodata costs half. */
const PIECE_BYTES = 1 << 20;

function newPiece(): Uint8Array {
  try {
    return new Uint8Array(PIECE_BYTES);
  } catch (cause) {
    throw appError("out-of-memory", { needed: PIECE_BYTES }, cause);
  }
}

/** A ByteStore for where there is no private file system (plain-http intranet, tests). Lost with the page. */
export function createMemoryStore(): ByteStore {
  const pieces = new Map<number, Uint8Array>();
  const each = (
    offset: number,
    length: number,
    visit: (piece: number, from: number, at: number, count: number) => void,
  ) => {
    for (let done = 0; done < length; ) {
      const piece = Math.floor((offset + done) / PIECE_BYTES);
      const from = (offset + done) % PIECE_BYTES;
      const count = Math.min(length - done, PIECE_BYTES - from);
      visit(piece, from, done, count);
      done += count;
    }
  };
  return {
    async read(offset, length) {
      const out = new Uint8Array(length);
      each(offset, length, (index, from, at, count) => {
        const piece = pieces.get(index);
        if (piece !== undefined) out.set(piece.subarray(from, from + count), at);
      });
      return out;
    },
    async write(offset, bytes) {
      each(offset, bytes.length, (index, from, at, count) => {
        let piece = pieces.get(index);
        if (piece === undefined) {
          piece = newPiece();
          pieces.set(index, piece);
        }
        piece.set(bytes.subarray(at, at + count), from);
      });
    },
    async flush() {},
    async close() {
      pieces.clear();
    },
  };
}
