import { type RasterFile, readRange } from "../raster-file.ts";

/** A range of the file that is in memory, or on its way there. */
interface Held {
  readonly start: number;
  readonly end: number;
  readonly bytes: Promise<Uint8Array<ArrayBuffer>>;
}

/** A file of which some ranges are read at once and kept: a browser takes a millisecond a read, however short. */
export class HeldFile implements RasterFile {
  readonly name: string;
  readonly size: number;
  readonly #file: RasterFile;
  readonly #mostBytes: number;
  /** oldest first */
  #held: readonly Held[] = [];

  /** Keeps the latest ranges, up to `mostBytes`. */
  constructor(file: RasterFile, mostBytes: number) {
    this.name = file.name;
    this.size = file.size;
    this.#file = file;
    this.#mostBytes = mostBytes;
  }

  /** Begins to read a range unless it is at hand; what is asked of it from now on waits for that. */
  hold(start: number, end: number): void {
    if (end - start > this.#mostBytes || this.#around(start, end) !== undefined) return;
    const mine: Held = { start, end, bytes: readRange(this.#file, start, end - start) };
    this.#held = [...this.#held, mine];
    while (this.#held.reduce((sum, held) => sum + held.end - held.start, 0) > this.#mostBytes) {
      this.#held = this.#held.slice(1);
    }
    mine.bytes.catch(() => {
      this.#held = this.#held.filter((held) => held !== mine);
    });
  }

  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> } {
    const held = this.#around(start, end);
    if (held === undefined) return this.#file.slice(start, end);
    return { arrayBuffer: async () => (await held.bytes).slice(start - held.start, end - held.start).buffer };
  }

  clear(): void {
    this.#held = [];
  }

  #around(start: number, end: number): Held | undefined {
    return this.#held.find((held) => held.start <= start && end <= held.end);
  }
}
