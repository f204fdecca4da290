/**
 * How near two classes are: the border that a small face shares with a neighbour counts so many times when its taker
 * is chosen (`generalise/merger.ts`). Ours: no published table says it. Data, so that it can be argued with.
 */

/** Two classes under one code of OCS GE: the border between them is not even in the delivered map. */
const SAME_CODE = 4;
/** Siblings in the nomenclature, or classes that images show alike: a small one is most likely the other. */
const NEAR = 2;
/** Every pair not named. */
const NEUTRAL = 1;
/** What a building takes in becomes artificialised for good: open land goes there only if little else is around. */
const FAR = 0.5;

type Pair = readonly [numero: number, other: number, weight: number];

const pairs: readonly Pair[] = [
  [1, 3, NEAR], // building, impervious: CS1.1.1
  [1, 15, NEAR], // building, greenhouse: both constructions
  [2, 3, NEAR], // pervious, impervious: CS1.1
  [2, 5, NEAR], // pervious, bare soil: both mineral, told apart by use
  [3, 4, NEAR], // impervious, pool: a pool lies in its terrace
  [4, 6, NEAR], // pool, water
  [5, 14, NEAR], // bare soil, ploughed land
  [8, 9, NEAR], // conifer, deciduous: CS2.1.1
  [8, 10, NEAR], // conifer, brushwood: CS2.1
  [9, 10, NEAR], // deciduous, brushwood: CS2.1
  [10, 11, NEAR], // brushwood, vineyard: CS2.1
  [10, 12, NEAR], // brushwood, herbaceous: abandoned meadows
  [12, 13, SAME_CODE], // herbaceous, crop: CS2.2.1
  [12, 14, SAME_CODE], // herbaceous, ploughed land: CS2.2.1
  [13, 14, SAME_CODE], // crop, ploughed land: CS2.2.1
  [1, 5, FAR],
  [1, 6, FAR],
  [1, 8, FAR],
  [1, 9, FAR],
  [1, 10, FAR],
  [1, 11, FAR],
  [1, 12, FAR],
  [1, 13, FAR],
  [1, 14, FAR],
];

/** Symmetric; class numbers 0–255, `affinity[256 * numero + other]`. Powers of two: weighted lengths stay exact. */
export type Affinity = Float64Array;

export const classAffinity: Affinity = (() => {
  const table = new Float64Array(256 * 256).fill(NEUTRAL);
  for (const [numero, other, weight] of pairs) {
    table[256 * numero + other] = weight;
    table[256 * other + numero] = weight;
  }
  return table;
})();

/** The same table in which `alias` is as near to everything as `numero` is, and to `numero` itself as one code. */
export function withAlias(affinity: Affinity, alias: number, numero: number): Affinity {
  const table = affinity.slice();
  for (let other = 0; other < 256; other++) {
    const weight = other === numero ? SAME_CODE : affinity[256 * numero + other]!;
    table[256 * alias + other] = weight;
    table[256 * other + alias] = weight;
  }
  return table;
}
