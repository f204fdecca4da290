import type { ByteSink } from "../core/ports/byte-sink.ts";

/** What is gathered before it becomes part of the Blob. */
const PIECE_BYTES = 8 << 20;

/** A sink whose bytes become a Blob as they come: a browser keeps it outside the tab's heap, and on disk when large. */
export class BlobSink implements ByteSink {
  #settled = new Blob();
  #recent: Uint8Array<ArrayBuffer>[] = [];
  #recentBytes = 0;

  get length(): number {
    return this.#settled.size + this.#recentBytes;
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.#recent.push(bytes.slice()); // the writer may use its buffer again
    this.#recentBytes += bytes.length;
    if (this.#recentBytes >= PIECE_BYTES) this.#settle();
  }

  async writeAt(offset: number, bytes: Uint8Array): Promise<void> {
    const end = offset + bytes.length;
    if (end > this.length) throw new RangeError("writeAt past the end of a sink");
    this.#settle();
    this.#settled = new Blob([this.#settled.slice(0, offset), bytes.slice(), this.#settled.slice(end)]);
  }

  blob(type: string): Blob {
    this.#settle();
    return this.#settled.slice(0, this.#settled.size, type);
  }

  #settle(): void {
    this.#settled = new Blob([this.#settled, ...this.#recent]);
    this.#recent = [];
    this.#recentBytes = 0;
  }
}
