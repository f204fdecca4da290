import { appError } from "../core/errors.ts";
import type { ByteStore } from "../core/ports/byte-store.ts";

/** Bytes are kept in pieces of this size, made when first written and compressed one by one. */
const PIECE_BYTES = 1 << 16;
/** The pieces used last stay as they are: a strip across a class raster 25 000 pixels wide, as tracing reads it. */
const OPEN_PIECES = 512;
/** What packed pieces may take before the tab is in danger; the page, the image and a session need as much again. */
const LIMIT_BYTES = 800e6;

interface MemoryLimits {
  /** pieces kept as they are */
  readonly openPieces?: number;
  /** what packed pieces may take: beyond it a write is refused with `out-of-memory`, what is written stays readable */
  readonly limitBytes?: number;
}

/**
 * A ByteStore for where there is no private file system (plain-http intranet, private window, tests). Lost with the
 * page. Pieces that are not in use are deflated: a class raster of 25 000² takes 1.7 GB as it is.
 */
export function createMemoryStore({
  openPieces = OPEN_PIECES,
  limitBytes = LIMIT_BYTES,
}: MemoryLimits = {}): ByteStore {
  /** in the order of their last use, the oldest first */
  const open = new Map<number, Uint8Array<ArrayBuffer>>();
  const packed = new Map<number, Uint8Array<ArrayBuffer>>();
  let packedBytes = 0;
  /** One after the other: a piece must not be packed while it is written to. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => {});
    return mine;
  };

  const unpack = (index: number) => {
    const piece = packed.get(index)!;
    packed.delete(index);
    packedBytes -= piece.length;
    return through(piece, new DecompressionStream("deflate-raw"));
  };
  const packOldest = async () => {
    for (const [index, piece] of open) {
      if (open.size <= openPieces) return;
      const small = await through(piece, new CompressionStream("deflate-raw"));
      open.delete(index);
      packed.set(index, small);
      packedBytes += small.length;
    }
  };
  /** The piece, now the last used; undefined where nothing is written and nothing is to be. */
  const pieceAt = async (index: number, toWrite: boolean) => {
    let piece = open.get(index);
    if (piece === undefined) {
      if (!packed.has(index) && !toWrite) return undefined;
      piece = packed.has(index) ? await unpack(index) : newPiece();
    }
    open.delete(index);
    open.set(index, piece);
    await packOldest();
    return piece;
  };

  return {
    read: (offset, length) =>
      inTurn(async () => {
        const out = new Uint8Array(length);
        for (const { index, from, at, count } of spans(offset, length)) {
          const piece = await pieceAt(index, false);
          if (piece !== undefined) out.set(piece.subarray(from, from + count), at);
        }
        return out;
      }),
    write: (offset, bytes) =>
      inTurn(async () => {
        if (packedBytes + bytes.length > limitBytes) throw appError("out-of-memory", { needed: bytes.length });
        for (const { index, from, at, count } of spans(offset, bytes.length)) {
          const piece = await pieceAt(index, true);
          piece!.set(bytes.subarray(at, at + count), from);
        }
      }),
    async flush() {},
    close: () =>
      inTurn(async () => {
        open.clear();
        packed.clear();
        packedBytes = 0;
      }),
  };
}

/** The pieces that hold `length` bytes from `offset`: `count` of them from `from` in the piece, `at` in what is asked. */
function* spans(offset: number, length: number) {
  for (let at = 0; at < length; ) {
    const index = Math.floor((offset + at) / PIECE_BYTES);
    const from = (offset + at) % PIECE_BYTES;
    const count = Math.min(length - at, PIECE_BYTES - from);
    yield { index, from, at, count };
    at += count;
  }
}

function newPiece(): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(PIECE_BYTES);
  } catch (cause) {
    throw appError("out-of-memory", { needed: PIECE_BYTES }, cause);
  }
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  codec: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(codec)).arrayBuffer());
}
