/** What a column may hold; a boolean is 0 or 1. */
export type SqlValue = string | number | Uint8Array | null;

/** No number takes more. */
const NUMBER_BYTES = 8;

/** UTF-8 takes three bytes at most for one unit of UTF-16. */
const BYTES_PER_UNIT = 3;

/**
 * Rows in SQLite's record format (https://www.sqlite.org/fileformat2.html §2.1): the serial types of all columns, then
 * their values.
 */
export class RecordWriter {
  readonly #encoder = new TextEncoder();
  #types = new Uint8Array(256);
  #typesEnd = 0;
  #body = new Uint8Array(64 << 10);
  #view = new DataView(this.#body.buffer);
  #bodyEnd = 0;

  /** @returns the record's two halves; good until the next call */
  write(row: readonly SqlValue[]): { readonly head: Uint8Array; readonly body: Uint8Array } {
    // The header begins with its own length; one byte is kept for it, which is enough for some sixty columns.
    this.#typesEnd = 1;
    this.#bodyEnd = 0;
    for (const value of row) this.#add(value);
    if (this.#typesEnd > 127) throw new RangeError("too many columns for a header of one byte's length");
    this.#types[0] = this.#typesEnd;
    return { head: this.#types.subarray(0, this.#typesEnd), body: this.#body.subarray(0, this.#bodyEnd) };
  }

  #add(value: SqlValue): void {
    if (value === null) {
      this.#type(0);
    } else if (typeof value === "number") {
      this.#number(value);
    } else if (typeof value === "string") {
      this.#reserve(value.length * BYTES_PER_UNIT);
      const { written } = this.#encoder.encodeInto(value, this.#body.subarray(this.#bodyEnd));
      this.#type(13 + 2 * written, written);
    } else {
      this.#reserve(value.length);
      this.#body.set(value, this.#bodyEnd);
      this.#type(12 + 2 * value.length, value.length);
    }
  }

  /** Whole numbers as integers, in columns of reals too: SQLite does the same and gives reals back. */
  #number(value: number): void {
    this.#reserve(NUMBER_BYTES);
    const [view, at] = [this.#view, this.#bodyEnd];
    if (value === 0) {
      this.#type(8);
    } else if (value === 1) {
      this.#type(9);
    } else if (!Number.isSafeInteger(value)) {
      view.setFloat64(at, value);
      this.#type(7, 8);
    } else if (value === (value << 24) >> 24) {
      view.setInt8(at, value);
      this.#type(1, 1);
    } else if (value === (value << 16) >> 16) {
      view.setInt16(at, value);
      this.#type(2, 2);
    } else if (value === (value | 0)) {
      view.setInt32(at, value);
      this.#type(4, 4);
    } else {
      view.setBigInt64(at, BigInt(value));
      this.#type(6, 8);
    }
  }

  /** @param bytes of the value, which lies at the body's end */
  #type(serial: number, bytes = 0): void {
    this.#typesEnd = writeVarint(this.#types, this.#typesEnd, serial);
    this.#bodyEnd += bytes;
  }

  #reserve(bytes: number): void {
    const wanted = this.#bodyEnd + bytes;
    if (wanted <= this.#body.length) return;
    const larger = new Uint8Array(Math.max(wanted, 2 * this.#body.length));
    larger.set(this.#body.subarray(0, this.#bodyEnd));
    this.#body = larger;
    this.#view = new DataView(larger.buffer);
  }
}

/** §1.6, for what is not negative and below 2^49. @returns where the next byte goes */
export function writeVarint(to: Uint8Array, at: number, value: number): number {
  const end = at + varintBytes(value);
  let rest = value;
  for (let byte = end - 1; byte >= at; byte--) {
    to[byte] = (rest % 128) | (byte === end - 1 ? 0 : 128);
    rest = Math.floor(rest / 128);
  }
  return end;
}

export function varintBytes(value: number): number {
  let bytes = 1;
  for (let rest = value; rest >= 128; rest /= 128) bytes++;
  return bytes;
}
