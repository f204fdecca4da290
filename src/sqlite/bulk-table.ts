import { PAGE_BYTES, type PageFile } from "./page-file.ts";
import { RecordWriter, type SqlValue, varintBytes, writeVarint } from "./record.ts";

/** §1.6 of https://www.sqlite.org/fileformat2.html, of pages without reserved bytes. */
const LEAF_HEADER_BYTES = 8;
const INTERIOR_HEADER_BYTES = 12;
const INTERIOR_TABLE = 5;
const LEAF_TABLE = 13;
const POINTER_BYTES = 2;
const PAGE_NUMBER_BYTES = 4;

/** §1.6: a row up to `MOST_LOCAL` bytes lies in its leaf; of a longer one `LEAST_LOCAL` or somewhat more stay there. */
const MOST_LOCAL = PAGE_BYTES - 35;
const LEAST_LOCAL = Math.floor(((PAGE_BYTES - 12) * 32) / 255) - 23;
const OVERFLOW_BYTES = PAGE_BYTES - PAGE_NUMBER_BYTES;

/**
 * The rows of a table of SQLite's, written as whole pages in the order of their ids: leaf after leaf, then what leads to
 * them. Some ten times faster than inserting, and nothing is read or written again.
 */
export class BulkTable {
  readonly #pages: PageFile;
  readonly #records = new RecordWriter();
  /** pages of the lowest finished level and the last row id in or under each */
  #children: number[] = [];
  #lastIds: number[] = [];
  #leaf = new Uint8Array(PAGE_BYTES);
  #cells = 0;
  /** cells fill a page from its end */
  #cellsFrom = PAGE_BYTES;
  #lastId = 0;

  constructor(pages: PageFile) {
    this.#pages = pages;
  }

  /**
   * @param id greater than all before
   * @param row in the order of the columns; null for the one that is the row's id
   */
  add(id: number, row: readonly SqlValue[]): void {
    const record = this.#records.write(row);
    const { length } = record;
    const local = localBytes(length);
    // A cell has four bytes at least, so that it can be freed.
    const size = Math.max(4, varintBytes(length) + varintBytes(id) + local + (local < length ? PAGE_NUMBER_BYTES : 0));
    if (LEAF_HEADER_BYTES + POINTER_BYTES * (this.#cells + 1) + size > this.#cellsFrom) this.#endLeaf();
    this.#cellsFrom -= size;
    const leaf = this.#leaf;
    const at = writeVarint(leaf, writeVarint(leaf, this.#cellsFrom, length), id);
    if (local < length) {
      leaf.set(record.subarray(0, local), at);
      setUint32(leaf, at + local, this.#overflow(record.subarray(local)));
    } else {
      leaf.set(record, at);
    }
    setUint16(leaf, LEAF_HEADER_BYTES + POINTER_BYTES * this.#cells++, this.#cellsFrom);
    this.#lastId = id;
  }

  /** @returns the table's root page, which lies where the schema says */
  finish(): Uint8Array {
    if (this.#children.length === 0) return this.#leafPage();
    this.#endLeaf();
    while (this.#children.length > mostChildren(this.#lastId)) this.#addLevel();
    const root = new Uint8Array(PAGE_BYTES);
    writeInterior(root, this.#children, this.#lastIds);
    return root;
  }

  #leafPage(): Uint8Array {
    this.#leaf[0] = LEAF_TABLE;
    setUint16(this.#leaf, 3, this.#cells);
    setUint16(this.#leaf, 5, this.#cellsFrom);
    return this.#leaf;
  }

  #endLeaf(): void {
    this.#children.push(this.#pages.next);
    this.#lastIds.push(this.#lastId);
    this.#pages.append().set(this.#leafPage());
    this.#leaf.fill(0);
    this.#cells = 0;
    this.#cellsFrom = PAGE_BYTES;
  }

  /** @returns the first page of the chain */
  #overflow(bytes: Uint8Array): number {
    const first = this.#pages.next;
    for (let at = 0; at < bytes.length; at += OVERFLOW_BYTES) {
      const following = at + OVERFLOW_BYTES < bytes.length ? this.#pages.afterNext : 0;
      const page = this.#pages.append();
      setUint32(page, 0, following);
      page.set(bytes.subarray(at, at + OVERFLOW_BYTES), PAGE_NUMBER_BYTES);
    }
    return first;
  }

  /** Pages that lead to those of the level below, evenly: none is left with a single child. */
  #addLevel(): void {
    const [children, lastIds] = [this.#children, this.#lastIds];
    const parents = Math.ceil(children.length / mostChildren(this.#lastId));
    this.#children = [];
    this.#lastIds = [];
    for (let parent = 0; parent < parents; parent++) {
      const from = Math.floor((parent * children.length) / parents);
      const to = Math.floor(((parent + 1) * children.length) / parents);
      this.#children.push(this.#pages.next);
      this.#lastIds.push(lastIds[to - 1]!);
      writeInterior(this.#pages.append(), children.slice(from, to), lastIds.slice(from, to));
    }
  }
}

/** Of a row of `length` bytes, those that lie in its leaf. */
function localBytes(length: number): number {
  if (length <= MOST_LOCAL) return length;
  const local = LEAST_LOCAL + ((length - LEAST_LOCAL) % OVERFLOW_BYTES);
  return local <= MOST_LOCAL ? local : LEAST_LOCAL;
}

/** The last child stands in the page's header and needs no cell. */
function mostChildren(lastId: number): number {
  const cell = POINTER_BYTES + PAGE_NUMBER_BYTES + varintBytes(lastId);
  return Math.floor((PAGE_BYTES - INTERIOR_HEADER_BYTES) / cell) + 1;
}

function writeInterior(page: Uint8Array, children: readonly number[], lastIds: readonly number[]): void {
  const cells = children.length - 1;
  let from = PAGE_BYTES;
  for (let cell = 0; cell < cells; cell++) {
    from -= PAGE_NUMBER_BYTES + varintBytes(lastIds[cell]!);
    setUint32(page, from, children[cell]!);
    writeVarint(page, from + PAGE_NUMBER_BYTES, lastIds[cell]!);
    setUint16(page, INTERIOR_HEADER_BYTES + POINTER_BYTES * cell, from);
  }
  page[0] = INTERIOR_TABLE;
  setUint16(page, 3, cells);
  setUint16(page, 5, from);
  setUint32(page, 8, children[cells]!);
}

function setUint16(to: Uint8Array, at: number, value: number): void {
  to[at] = value >>> 8;
  to[at + 1] = value;
}

function setUint32(to: Uint8Array, at: number, value: number): void {
  setUint16(to, at, value >>> 16);
  setUint16(to, at + 2, value & 0xffff);
}
