type Growing = Int32Array | Uint32Array | Uint8Array | Float64Array;

/**
 * `array` itself if it holds `needed` items, else a copy with half as much room again. Callers ask once a row, so that
 * inner loops write without asking.
 */
export function withRoom<T extends Growing>(array: T, needed: number): T {
  if (needed <= array.length) return array;
  const larger = new (array.constructor as new (length: number) => T)(Math.ceil(needed * 1.5));
  larger.set(array);
  return larger;
}

/** Union-find: the root of `item`, halving the path on the way. */
export function rootOf(parent: Int32Array, item: number): number {
  let at = item;
  while (parent[at] !== at) {
    parent[at] = parent[parent[at]!]!;
    at = parent[at]!;
  }
  return at;
}

/** Union-find: two roots made one, the lower, which is given back. They may be the same. */
export function joined(parent: Int32Array, a: number, b: number): number {
  const lower = Math.min(a, b);
  parent[Math.max(a, b)] = lower;
  return lower;
}
