import type { ByteSink } from "../../core/ports/byte-sink.ts";

/** A sink that keeps everything in memory: for small files and tests. */
export class MemorySink implements ByteSink {
  #bytes = new Uint8Array(1 << 16);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  async write(bytes: Uint8Array): Promise<void> {
    const needed = this.#length + bytes.length;
    if (needed > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(needed, 2 * this.#bytes.length));
      grown.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = grown;
    }
    this.#bytes.set(bytes, this.#length);
    this.#length = needed;
  }

  async writeAt(offset: number, bytes: Uint8Array): Promise<void> {
    if (offset + bytes.length > this.#length) throw new RangeError("writeAt past the end of a sink");
    this.#bytes.set(bytes, offset);
  }

  /** What was written; a view, valid until the next write. */
  bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length);
  }
}
