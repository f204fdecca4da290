import type { ByteSink } from "../../core/ports/byte-sink.ts";

/** A sink that keeps what it is given in pieces, never copied together before the end. */
export class MemorySink implements ByteSink {
  #pieces: Uint8Array<ArrayBuffer>[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.#pieces.push(bytes.slice()); // the writer may use its buffer again
    this.#length += bytes.length;
  }

  async writeAt(offset: number, bytes: Uint8Array): Promise<void> {
    if (offset + bytes.length > this.#length) throw new RangeError("writeAt past the end of a sink");
    let start = 0;
    for (const piece of this.#pieces) {
      const from = Math.max(offset, start);
      const to = Math.min(offset + bytes.length, start + piece.length);
      if (from < to) piece.set(bytes.subarray(from - offset, to - offset), from - start);
      start += piece.length;
    }
  }

  /** All of it in one array. */
  bytes(): Uint8Array<ArrayBuffer> {
    const all = new Uint8Array(this.#length);
    let at = 0;
    for (const piece of this.#pieces) {
      all.set(piece, at);
      at += piece.length;
    }
    return all;
  }
}
