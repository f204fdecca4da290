/** Seeded numbers: everything in a scene follows from its seed and from where it stands, never from the order of calls. */

/** Mixes integers into 32 well-spread bits (murmur3's finaliser between them). */
export function hash(...keys: readonly number[]): number {
  let h = 0x9e3779b9;
  for (const key of keys) {
    h ^= Math.imul(key | 0, 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 16), 0xc2b2ae35);
    h = Math.imul(h ^ (h >>> 13), 0x27d4eb2f);
    h ^= h >>> 16;
  }
  return h >>> 0;
}

export interface Random {
  /** in [0, 1) */
  next(): number;
  between(low: number, high: number): number;
  /** an integer in [low, high] */
  integer(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
}

/** mulberry32 */
export function random(...keys: readonly number[]): Random {
  let state = hash(...keys);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    integer: (low, high) => low + Math.floor((high - low + 1) * next()),
    chance: (probability) => next() < probability,
    pick: (items) => items[Math.floor(items.length * next())]!,
  };
}

/** A copy of `items` in an order that the random source decides (Fisher–Yates). */
export function shuffled<T>(items: readonly T[], source: Random): T[] {
  const all = [...items];
  for (let i = all.length - 1; i > 0; i--) {
    const j = source.integer(0, i);
    [all[i], all[j]] = [all[j]!, all[i]!];
  }
  return all;
}
