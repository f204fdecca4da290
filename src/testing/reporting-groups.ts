/** The reporting groups of `models/training/classes.py`: FLAIR-1 values of the truth, CoSIA numbers of the answer. */
const groups = [
  { flair: [1, 18], numeros: [1, 15] }, // building
  { flair: [3], numeros: [3] }, // impervious
  { flair: [2, 4], numeros: [2, 5] },
  { flair: [5, 13], numeros: [4, 6] },
  { flair: [6, 7, 8, 15, 16, 17], numeros: [8, 9, 10] },
  { flair: [9], numeros: [11] },
  { flair: [10, 11, 12], numeros: [12, 13, 14] },
] as const;

const SEALED = [0, 1];

/** Groups under this share of the pixels are left out of the mean. */
const LEAST_SHARE = 0.005;

const NONE = groups.length;

function groupOf(values: (group: (typeof groups)[number]) => readonly number[]): Uint8Array {
  const table = new Uint8Array(256).fill(NONE);
  groups.forEach((group, index) => {
    for (const value of values(group)) table[value] = index;
  });
  return table;
}
const groupOfTruth = groupOf(({ flair }) => flair);
const groupOfAnswer = groupOf(({ numeros }) => numeros);

export interface GroupFigures {
  /** mean IoU of the groups */
  readonly miou: number;
  /** IoU of building and impervious taken as one */
  readonly sealed: number;
  /** IoU of building alone */
  readonly building: number;
  /** pixels of the truth that belong to a group */
  readonly pixels: number;
}

/** Figures of `models/training/evaluate.py` over all windows together. Pixels of no group in the truth do not count. */
export function groupFigures(
  windows: Iterable<{ readonly truth: Uint8Array; readonly numeros: Uint8Array }>,
): GroupFigures {
  const width = NONE + 1;
  const counts = new Float64Array(NONE * width);
  for (const { truth, numeros } of windows) {
    truth.forEach((value, at) => {
      const group = groupOfTruth[value]!;
      if (group !== NONE) counts[group * width + groupOfAnswer[numeros[at]!]!]!++;
    });
  }
  const all = groups.map((_, group) => group);
  /** `true` groups answered with `answered` ones */
  const sum = (truth: readonly number[], answered: readonly number[]) =>
    truth.reduce((total, row) => total + answered.reduce((part, column) => part + counts[row * width + column]!, 0), 0);
  const iou = (members: readonly number[]) => {
    const both = sum(members, members);
    return both / (sum(members, [...all, NONE]) + sum(all, members) - both);
  };
  const pixels = sum(all, [...all, NONE]);
  const counted = all.filter((group) => sum([group], [...all, NONE]) >= LEAST_SHARE * pixels);
  return {
    miou: counted.reduce((total, group) => total + iou([group]), 0) / counted.length,
    sealed: iou(SEALED),
    building: iou([0]),
    pixels,
  };
}
