import type { ByteSink } from "../core/ports/byte-sink.ts";

/** Bytes gathered to go to a sink at once; the memory is used again. */
export class ByteBatch {
  #bytes = new Uint8Array(1 << 16);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  /** Room for `size` more bytes at the end; what it held before is anything. @returns where in `bytes` and `view` */
  take(size: number): number {
    const at = this.#length;
    this.#length += size;
    if (this.#length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.#length));
      larger.set(this.#bytes.subarray(0, at));
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
    }
    return at;
  }

  append(bytes: Uint8Array): void {
    const at = this.take(bytes.length);
    this.#bytes.set(bytes, at);
  }

  /** Good until the next `take` or `append`. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes;
  }

  /** Good until the next `take` or `append`. */
  get view(): DataView {
    return this.#view;
  }

  get length(): number {
    return this.#length;
  }

  clear(): void {
    this.#length = 0;
  }

  /** Writes what has been gathered and begins anew. */
  async flush(sink: Pick<ByteSink, "write">): Promise<void> {
    const gathered = this.#bytes.subarray(0, this.#length);
    this.#length = 0;
    if (gathered.length > 0) await sink.write(gathered);
  }
}
