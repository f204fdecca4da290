/** Least recently used values, bounded by the sum of their sizes in bytes. A `Map` keeps insertion order: that is the age. */
export class ByteCache<V> {
  readonly #limit: number;
  readonly #sizeOf: (value: V) => number;
  readonly #values = new Map<number, V>();
  #bytes = 0;

  constructor(limitBytes: number, sizeOf: (value: V) => number) {
    this.#limit = limitBytes;
    this.#sizeOf = sizeOf;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get(key: number): V | undefined {
    const value = this.#values.get(key);
    if (value === undefined) return undefined;
    this.#values.delete(key);
    this.#values.set(key, value);
    return value;
  }

  /** A value larger than the whole limit is not kept. */
  set(key: number, value: V): void {
    const old = this.#values.get(key);
    if (old !== undefined) {
      this.#values.delete(key);
      this.#bytes -= this.#sizeOf(old);
    }
    const size = this.#sizeOf(value);
    if (size > this.#limit) return;
    this.#values.set(key, value);
    this.#bytes += size;
    for (const [oldest, dropped] of this.#values) {
      if (this.#bytes <= this.#limit) break;
      this.#values.delete(oldest);
      this.#bytes -= this.#sizeOf(dropped);
    }
  }

  clear(): void {
    this.#values.clear();
    this.#bytes = 0;
  }
}
