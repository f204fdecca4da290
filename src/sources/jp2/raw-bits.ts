/** Bits stored as they are, most significant first; after a byte of 0xFF the next one holds seven (ISO/IEC 15444-1 D.6, B.10.1). */
export class RawBits {
  #bytes = new Uint8Array(0);
  #at = 0;
  #end = 0;
  #byte = 0;
  #left = 0;

  start(bytes: Uint8Array<ArrayBuffer>, start: number, end: number): void {
    this.#bytes = bytes;
    this.#at = start;
    this.#end = end;
    this.#byte = 0;
    this.#left = 0;
  }

  /** True once more bits were asked for than there are. Those read as 0. */
  get overrun(): boolean {
    return this.#at > this.#end;
  }

  bit(): number {
    if (this.#left === 0) {
      this.#left = this.#byte === 0xff ? 7 : 8;
      this.#byte = this.#at < this.#end ? (this.#bytes[this.#at] as number) : 0;
      this.#at++;
    }
    this.#left--;
    return (this.#byte >> this.#left) & 1;
  }

  /** An unsigned number of at most 31 bits. */
  bits(count: number): number {
    let value = 0;
    for (let read = 0; read < count; read++) value = (value << 1) | this.bit();
    return value;
  }

  /** Where the next whole byte begins: after an 0xFF comes one more, of stuffing (B.10.1). */
  align(): number {
    if (this.#byte === 0xff) this.#at++;
    this.#byte = 0;
    this.#left = 0;
    return this.#at;
  }
}
