/**
 * Numbers from 0 to 1, 1 excluded, the same in every browser and on every machine: mulberry32 (T. Ettinger, public
 * domain), whole numbers of 32 bits throughout. Anybody can write it again in ten lines, so anybody can draw a sample
 * again from its seed.
 * @param seed whole, 0 to 2³² − 1
 */
export function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** In an order that every permutation has the same chance to be (Fisher and Yates). */
export function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const order = [...list];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}
