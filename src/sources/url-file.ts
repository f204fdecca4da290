import { appError } from "../core/errors.ts";
import { ByteCache } from "./byte-cache.ts";
import type { RasterFile } from "./raster-file.ts";

/** What is fetched and kept: a piece of this many bytes, at a multiple of it. */
const PIECE_BYTES = 64 * 1024;
/** Neighbouring pieces go in one request, up to this many. */
const MOST_PIECES = 64;
const CACHE_BYTES = 32 * 1024 * 1024;

/**
 * A file on our own origin, read by HTTP range requests: a cloud-optimised GeoTIFF beside the app. Pieces asked for at
 * the same time are fetched together, and the last 32 MB stay.
 * Rejects with `image-elsewhere` for another origin, with `server-without-ranges` for a server that gives no pieces
 * (or not this file).
 * @param url absolute
 */
export async function openUrl(url: string, ownOrigin: string, signal?: AbortSignal): Promise<RasterFile> {
  const { origin, pathname } = new URL(url);
  const name = decodeURIComponent(pathname.slice(pathname.lastIndexOf("/") + 1));
  if (origin !== ownOrigin) throw appError("image-elsewhere", { file: name, origin });
  const first = await fetchPieces(url, name, 0, 1, undefined, signal);
  const size = Number(/\/(\d+)$/.exec(first.headers.get("Content-Range") ?? "")?.[1]);
  if (!Number.isSafeInteger(size)) throw appError("server-without-ranges", { file: name, detail: "Content-Range" });
  const etag = first.headers.get("ETag") ?? undefined;
  const validator = etag?.startsWith("W/") ? undefined : etag;
  const pieces = new PieceReader(async (from, count) => {
    const { bytes } = await fetchPieces(url, name, from, count, validator, undefined);
    return bytes;
  });
  pieces.keep(0, first.bytes);
  return {
    name,
    size,
    slice: (start, end) => ({ arrayBuffer: () => pieces.read(start, Math.min(end, size)) }),
  };
}

async function fetchPieces(
  url: string,
  file: string,
  from: number,
  count: number,
  validator: string | undefined,
  signal: AbortSignal | undefined,
): Promise<{ bytes: Uint8Array; headers: Headers }> {
  const range = `bytes=${from * PIECE_BYTES}-${(from + count) * PIECE_BYTES - 1}`;
  // Should the file be replaced while it is read, the server sends it whole: refused rather than mixed.
  const headers = { Range: range, ...(validator !== undefined && { "If-Range": validator }) };
  const response = await fetch(url, { headers, ...(signal && { signal }) });
  if (response.status !== 206) {
    await response.body?.cancel();
    throw appError("server-without-ranges", { file, detail: `HTTP ${response.status}` });
  }
  return { bytes: new Uint8Array(await response.arrayBuffer()), headers: response.headers };
}

interface Waiting {
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (reason: unknown) => void;
}

/** Bytes by pieces: kept, on their way, or asked for with their neighbours at the end of this turn. */
class PieceReader {
  readonly #fetch: (from: number, count: number) => Promise<Uint8Array>;
  readonly #kept = new ByteCache<Uint8Array>(CACHE_BYTES, (bytes) => bytes.length);
  readonly #coming = new Map<number, Promise<Uint8Array>>();
  #wanted = new Map<number, Waiting>();

  constructor(fetch: (from: number, count: number) => Promise<Uint8Array>) {
    this.#fetch = fetch;
  }

  keep(piece: number, bytes: Uint8Array): void {
    this.#kept.set(piece, bytes);
  }

  async read(start: number, end: number): Promise<ArrayBuffer> {
    const whole = new Uint8Array(Math.max(0, end - start));
    const first = Math.floor(start / PIECE_BYTES);
    const pieces = Array.from({ length: Math.max(0, Math.ceil(end / PIECE_BYTES) - first) }, (_, at) => first + at);
    const parts = await Promise.all(pieces.map((piece) => this.#piece(piece)));
    for (const [index, bytes] of parts.entries()) {
      const at = (first + index) * PIECE_BYTES;
      const part = bytes.subarray(Math.max(0, start - at), end - at);
      if (at + bytes.length < Math.min(end, at + PIECE_BYTES)) throw new Error("the server sent less than asked");
      whole.set(part, Math.max(0, at - start));
    }
    return whole.buffer;
  }

  #piece(piece: number): Promise<Uint8Array> {
    const kept = this.#kept.get(piece);
    if (kept !== undefined) return Promise.resolve(kept);
    const coming = this.#coming.get(piece);
    if (coming !== undefined) return coming;
    const promise = new Promise<Uint8Array>((resolve, reject) => {
      // What is asked for now and a moment later (a row of tiles) goes together.
      if (this.#wanted.size === 0) setTimeout(() => this.#fetchWanted());
      this.#wanted.set(piece, { resolve, reject });
    });
    this.#coming.set(piece, promise);
    return promise;
  }

  #fetchWanted(): void {
    const wanted = this.#wanted;
    this.#wanted = new Map();
    const pieces = [...wanted.keys()].sort((one, other) => one - other);
    while (pieces.length > 0) {
      const from = pieces[0]!;
      const gap = pieces.findIndex((piece, at) => piece !== from + at || at === MOST_PIECES);
      const run = pieces.splice(0, gap === -1 ? pieces.length : gap);
      this.#fetch(from, run.length)
        .then((bytes) => {
          for (const [at, piece] of run.entries()) {
            // a copy: a view would keep the whole answer in memory
            const part = bytes.slice(at * PIECE_BYTES, (at + 1) * PIECE_BYTES);
            this.#kept.set(piece, part);
            wanted.get(piece)!.resolve(part);
          }
        })
        .catch((error: unknown) => {
          for (const piece of run) wanted.get(piece)!.reject(error);
        })
        .finally(() => {
          for (const piece of run) this.#coming.delete(piece);
        });
    }
  }
}
