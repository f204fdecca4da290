/**
 * The pages of an SQLite database that is written from front to back: https://www.sqlite.org/fileformat2.html §1.2.
 * What SQLite itself cannot do, because it goes back to pages it has written: so a database is as large as its sink
 * allows and never in memory.
 */
export const PAGE_BYTES = 4096;

/** The page that holds byte 2^30 is never used: SQLite's locks lie there (§1.4). */
export const LOCK_PAGE = 2 ** 30 / PAGE_BYTES + 1;

const FIRST_BUFFER_PAGES = 256;

/** Pages after the first ones, kept until they are taken. */
export class PageFile {
  #next: number;
  #buffer = new Uint8Array(FIRST_BUFFER_PAGES * PAGE_BYTES);
  #used = 0;

  /** @param reserved pages that the file begins with and that are written otherwise */
  constructor(reserved: number) {
    this.#next = reserved + 1;
  }

  /** Pages of the whole file so far. */
  get count(): number {
    return this.#next - 1;
  }

  /** The number that the next page gets; pages are numbered from 1. */
  get next(): number {
    return this.#next === LOCK_PAGE ? LOCK_PAGE + 1 : this.#next;
  }

  /** What `next` will be once the next page is there. */
  get afterNext(): number {
    return this.next + 1 === LOCK_PAGE ? LOCK_PAGE + 1 : this.next + 1;
  }

  /** An empty page at the end of the file, to be filled before the next call of anything here. */
  append(): Uint8Array {
    if (this.#next === LOCK_PAGE) this.#room();
    return this.#room();
  }

  /** Hands over what has come since the last call; good until the next page is appended. */
  take(): Uint8Array {
    const taken = this.#buffer.subarray(0, this.#used);
    this.#used = 0;
    return taken;
  }

  #room(): Uint8Array {
    if (this.#used === this.#buffer.length) {
      const larger = new Uint8Array(2 * this.#buffer.length);
      larger.set(this.#buffer);
      this.#buffer = larger;
    }
    const page = this.#buffer.subarray(this.#used, this.#used + PAGE_BYTES).fill(0);
    this.#used += PAGE_BYTES;
    this.#next++;
    return page;
  }
}
