export const EMPTY_SET = 0;

/**
 * Sets of zone numbers, each stored once under a number of its own. Crossing a border adds the zones it bounds or takes
 * them away: `xor`.
 */
export class ZoneSets {
  readonly #lists: number[][] = [[]];
  /** of none, and of three and more */
  readonly #idOf = new Map<string, number>([["", EMPTY_SET]]);
  readonly #single: number[] = [];
  readonly #pairs = new Map<number, number>();
  readonly #xors = new Map<number, number>();

  /** How many sets there are; their ids count from 0. */
  get count(): number {
    return this.#lists.length;
  }

  /** Ascending zone numbers. */
  zonesOf(set: number): readonly number[] {
    return this.#lists[set]!;
  }

  /** The set of one zone. */
  only(zone: number): number {
    this.#single[zone] ??= this.#lists.push([zone]) - 1;
    return this.#single[zone];
  }

  /** What is in one of two sets but not in both. */
  xor(one: number, other: number): number {
    if (one === other) return EMPTY_SET;
    if (one === EMPTY_SET) return other;
    if (other === EMPTY_SET) return one;
    const quick = this.#xorOfNeighbours(one, other);
    if (quick !== undefined) return quick;
    const key = Math.min(one, other) * 2 ** 26 + Math.max(one, other);
    const known = this.#xors.get(key);
    if (known !== undefined) return known;
    const a = this.#lists[one]!;
    const b = this.#lists[other]!;
    const set = this.#intern([
      ...a.filter((zone) => !b.includes(zone)),
      ...b.filter((zone) => !a.includes(zone)),
    ].sort((left, right) => left - right)); // biome-ignore format: one line a half
    this.#xors.set(key, set);
    return set;
  }

  /** One zone beside another, or a border of two crossed out of one of them: nearly all there is of a map laid over a map. */
  #xorOfNeighbours(one: number, other: number): number | undefined {
    const [a, b] = [this.#lists[one]!, this.#lists[other]!];
    if (a.length === 1 && b.length === 1) return this.#pair(a[0]!, b[0]!);
    const [single, pair] = a.length === 1 ? [a, b] : [b, a];
    if (single.length !== 1 || pair.length !== 2) return undefined;
    if (pair[0] === single[0]) return this.only(pair[1]!);
    return pair[1] === single[0] ? this.only(pair[0]!) : undefined;
  }

  #pair(one: number, other: number): number {
    const [first, second] = [Math.min(one, other), Math.max(one, other)];
    const key = first * 2 ** 26 + second;
    let set = this.#pairs.get(key);
    if (set === undefined) {
      set = this.#lists.push([first, second]) - 1;
      this.#pairs.set(key, set);
    }
    return set;
  }

  #intern(zones: number[]): number {
    if (zones.length === 1) return this.only(zones[0]!);
    if (zones.length === 2) return this.#pair(zones[0]!, zones[1]!);
    const key = zones.join();
    const known = this.#idOf.get(key);
    if (known !== undefined) return known;
    this.#idOf.set(key, this.#lists.length);
    return this.#lists.push(zones) - 1;
  }
}
