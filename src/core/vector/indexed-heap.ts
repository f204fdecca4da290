/** Binary heap of items 0 to `capacity` − 1 by key, then by number; an item's key may change while it is inside. */
export class IndexedHeap {
  readonly #items: Int32Array;
  readonly #keys: Float64Array;
  /** where each item is in `#items`, −1 for outside */
  readonly #places: Int32Array;
  #size = 0;

  constructor(capacity: number) {
    this.#items = new Int32Array(capacity);
    this.#keys = new Float64Array(capacity);
    this.#places = new Int32Array(capacity).fill(-1);
  }

  get size(): number {
    return this.#size;
  }

  /** Puts an item in, or moves it to where its new key belongs. */
  put(item: number, key: number): void {
    const at = this.#places[item]!;
    if (at < 0) this.#rise(this.#size++, item, key);
    else if (key > this.#keys[item]!) this.#sink(at, item, key);
    else this.#rise(at, item, key);
  }

  /** Takes an item out if it is inside. */
  remove(item: number): void {
    const at = this.#places[item]!;
    if (at < 0) return;
    this.#places[item] = -1;
    const last = this.#items[--this.#size]!;
    if (last === item) return;
    const key = this.#keys[last]!;
    if (at > 0 && this.#isBefore(last, key, this.#items[(at - 1) >> 1]!)) this.#rise(at, last, key);
    else this.#sink(at, last, key);
  }

  /** The item with the least key, which leaves the heap; it must not be empty. */
  pop(): number {
    const top = this.#items[0]!;
    this.remove(top);
    return top;
  }

  #rise(from: number, item: number, key: number): void {
    let at = from;
    while (at > 0) {
      const above = this.#items[(at - 1) >> 1]!;
      if (!this.#isBefore(item, key, above)) break;
      this.#set(at, above);
      at = (at - 1) >> 1;
    }
    this.#keys[item] = key;
    this.#set(at, item);
  }

  #sink(from: number, item: number, key: number): void {
    let at = from;
    for (let below = 2 * at + 1; below < this.#size; below = 2 * at + 1) {
      let child = this.#items[below]!;
      if (
        below + 1 < this.#size &&
        this.#isBefore(this.#items[below + 1]!, this.#keys[this.#items[below + 1]!]!, child)
      ) {
        child = this.#items[++below]!;
      }
      if (this.#isBefore(item, key, child)) break;
      this.#set(at, child);
      at = below;
    }
    this.#keys[item] = key;
    this.#set(at, item);
  }

  #set(at: number, item: number): void {
    this.#items[at] = item;
    this.#places[item] = at;
  }

  #isBefore(item: number, key: number, other: number): boolean {
    const otherKey = this.#keys[other]!;
    return key === otherKey ? item < other : key < otherKey;
  }
}
