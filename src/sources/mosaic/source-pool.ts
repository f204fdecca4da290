import { appError } from "../../core/errors.ts";
import type { CancelSignal } from "../../core/ports/cancel.ts";
import type { RasterSource } from "../../core/ports/raster-source.ts";
import { orAborted } from "../cancellation.ts";

interface Opened {
  readonly source: Promise<RasterSource>;
  readers: number;
}

/**
 * Files opened when they are read and closed when others are: an open one keeps what it has decoded, some 100 MB, and a
 * set may have hundreds. At most `limit` stay open that nobody is reading; the least recently used goes first.
 */
export class SourcePool {
  readonly #openers: readonly (() => Promise<RasterSource>)[];
  readonly #limit: number;
  /** by their place in the set; a `Map` keeps insertion order: that is the age */
  readonly #opened = new Map<number, Opened>();
  #closed = false;

  constructor(openers: readonly (() => Promise<RasterSource>)[], limit: number) {
    this.#openers = openers;
    this.#limit = limit;
  }

  /** Files open now. */
  get size(): number {
    return this.#opened.size;
  }

  /** Lets `work` read file `index`, which stays open until then. Rejects as opening it does. */
  async use<T>(
    index: number,
    work: (source: RasterSource) => Promise<T>,
    signal: CancelSignal | undefined,
  ): Promise<T> {
    if (this.#closed) throw appError("internal", { detail: "the mosaic is closed" });
    const opened = this.#opened.get(index) ?? { source: this.#openers[index]!(), readers: 0 };
    this.#opened.delete(index);
    this.#opened.set(index, opened);
    opened.readers++;
    try {
      const source = await orAborted(opened.source, signal);
      return await work(source);
    } finally {
      opened.readers--;
      opened.source.catch(() => this.#forget(index, opened)); // the next read tries again
      this.#closeIdle();
    }
  }

  close(): void {
    this.#closed = true;
    this.#closeIdle();
  }

  #closeIdle(): void {
    const most = this.#closed ? 0 : this.#limit;
    for (const [index, opened] of this.#opened) {
      if (this.#opened.size <= most) break;
      if (opened.readers > 0) continue;
      this.#forget(index, opened);
      opened.source.then(
        (source) => source.close(),
        () => {},
      );
    }
  }

  #forget(index: number, opened: Opened): void {
    if (this.#opened.get(index) === opened) this.#opened.delete(index);
  }
}
