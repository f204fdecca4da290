import type { ByteSink } from "../core/ports/byte-sink.ts";

/** What is handed to the browser at once. */
const PART_BYTES = 8 << 20;

/**
 * A sink whose bytes the browser keeps for us, on disk where they are many: a result need not fit in memory, and needs
 * no private file system.
 */
export class BlobSink implements ByteSink {
  readonly #partBytes: number;
  #parts: Blob[] = [];
  #pending: Uint8Array<ArrayBuffer>;
  #used = 0;
  #length = 0;

  constructor(partBytes = PART_BYTES) {
    this.#partBytes = partBytes;
    this.#pending = new Uint8Array(partBytes);
  }

  get length(): number {
    return this.#length;
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; ) {
      const piece = bytes.subarray(at, at + this.#partBytes - this.#used);
      this.#pending.set(piece, this.#used);
      this.#used += piece.length;
      at += piece.length;
      if (this.#used === this.#partBytes) this.#handOver();
    }
    this.#length += bytes.length;
  }

  async writeAt(offset: number, bytes: Uint8Array): Promise<void> {
    const end = offset + bytes.length;
    if (end > this.#length) throw new RangeError("writeAt past the end of a sink");
    this.#handOver();
    const parts: Blob[] = [];
    let start = 0;
    // Slices share what they are cut from. The piece comes once, where the bytes before it end.
    for (const part of this.#parts) {
      const before = part.slice(0, Math.max(0, offset - start));
      const after = part.slice(Math.max(0, end - start));
      if (before.size > 0) parts.push(before);
      if (start <= offset && offset < start + part.size) parts.push(new Blob([bytes.slice()]));
      if (after.size > 0) parts.push(after);
      start += part.size;
    }
    this.#parts = parts;
  }

  blob(type: string): Blob {
    this.#handOver();
    return new Blob(this.#parts, { type });
  }

  #handOver(): void {
    if (this.#used === 0) return;
    this.#parts.push(new Blob([this.#pending.subarray(0, this.#used)]));
    this.#used = 0;
  }
}
