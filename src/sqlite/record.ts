/** What a column may hold; a boolean is 0 or 1. */
export type SqlValue = string | number | Uint8Array | null;

/** No number takes more. */
const NUMBER_BYTES = 8;

/** UTF-8 takes three bytes at most for one unit of UTF-16. */
const BYTES_PER_UNIT = 3;

/** A header that tells its own length in one byte: enough for some sixty columns. */
const MOST_HEADER_BYTES = 127;

/** Texts whose bytes are remembered: those of a column mostly repeat. */
const TEXTS_KEPT = 256;

/**
 * Rows in SQLite's record format (https://www.sqlite.org/fileformat2.html §2.1): the serial types of all columns, then
 * their values.
 */
export class RecordWriter {
  readonly #encoder = new TextEncoder();
  readonly #texts = new Map<string, Uint8Array>();
  readonly #types = new Uint8Array(MOST_HEADER_BYTES + 9);
  #typesEnd = 0;
  /** room for a header, then the values */
  #bytes = new Uint8Array(64 << 10);
  #view = new DataView(this.#bytes.buffer);
  #end = 0;

  /** The record of a row; good until the next call. */
  write(row: readonly SqlValue[]): Uint8Array {
    this.#typesEnd = 1;
    this.#end = MOST_HEADER_BYTES;
    for (let column = 0; column < row.length; column++) this.#add(row[column]!);
    if (this.#typesEnd > MOST_HEADER_BYTES) throw new RangeError("too many columns");
    this.#types[0] = this.#typesEnd;
    const start = MOST_HEADER_BYTES - this.#typesEnd;
    for (let at = 0; at < this.#typesEnd; at++) this.#bytes[start + at] = this.#types[at]!;
    return this.#bytes.subarray(start, this.#end);
  }

  #add(value: SqlValue): void {
    if (value === null) {
      this.#type(0);
    } else if (typeof value === "number") {
      this.#number(value);
    } else if (typeof value === "string") {
      const bytes = this.#text(value);
      this.#type(13 + 2 * bytes, bytes);
    } else {
      this.#reserve(value.length);
      this.#bytes.set(value, this.#end);
      this.#type(12 + 2 * value.length, value.length);
    }
  }

  /** Whole numbers as integers, in columns of reals too: SQLite does the same and gives reals back. */
  #number(value: number): void {
    this.#reserve(NUMBER_BYTES);
    const [view, at] = [this.#view, this.#end];
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

  /** Puts a text where the next value goes. ASCII letter by letter: a call of the encoder costs more than an id. */
  #text(text: string): number {
    this.#reserve(text.length * BYTES_PER_UNIT);
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit > 127) return this.#encoded(text);
      this.#bytes[this.#end + at] = unit;
    }
    return text.length;
  }

  #encoded(text: string): number {
    let bytes = this.#texts.get(text);
    if (bytes === undefined) {
      bytes = this.#encoder.encode(text);
      if (this.#texts.size === TEXTS_KEPT) this.#texts.clear();
      this.#texts.set(text, bytes);
    }
    this.#bytes.set(bytes, this.#end);
    return bytes.length;
  }

  /** @param bytes of the value, which has been put at the end */
  #type(serial: number, bytes = 0): void {
    this.#typesEnd = writeVarint(this.#types, this.#typesEnd, serial);
    this.#end += bytes;
  }

  #reserve(bytes: number): void {
    const wanted = this.#end + bytes;
    if (wanted <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(wanted, 2 * this.#bytes.length));
    larger.set(this.#bytes);
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }
}

/** §1.6, for what is not negative and below 2^49. @returns where the next byte goes */
export function writeVarint(to: Uint8Array, at: number, value: number): number {
  if (value < 128) {
    to[at] = value;
    return at + 1;
  }
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
