import type { GraphFacts, ModelDescription } from "./description.ts";
import { normalisations } from "./normalisations.ts";

/** IGN's FLAIR-1 labels in order (value 1 first) and the CoSIA `numero` of each; null has none. */
const flairLabels: readonly { readonly label: string; readonly numero: number | null }[] = [
  { label: "building", numero: 1 },
  { label: "pervious surface", numero: 2 },
  { label: "impervious surface", numero: 3 },
  { label: "bare soil", numero: 5 },
  { label: "water", numero: 6 },
  { label: "coniferous", numero: 8 },
  { label: "deciduous", numero: 9 },
  { label: "brushwood", numero: 10 },
  { label: "vineyard", numero: 11 },
  { label: "herbaceous vegetation", numero: 12 },
  { label: "agricultural land", numero: 13 },
  { label: "plowed land", numero: 14 },
  { label: "swimming pool", numero: 4 },
  { label: "snow", numero: 7 },
  { label: "clear cut", numero: null },
  { label: "mixed", numero: null },
  // CoSIA has no such class; it shares brushwood's OCS GE code
  { label: "ligneous", numero: 10 },
  { label: "greenhouse", numero: 15 },
  { label: "other", numero: null },
];

/** FLAIR-1 values (1-based) that each nomenclature has trained; the others are dead channels. */
const nomenclatures = {
  "flair-12": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  "flair-15": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 18],
  "flair-19": flairLabels.map((_, index) => index + 1),
} as const;

export type FlairPreset = keyof typeof nomenclatures;

export const flairPresets = Object.keys(nomenclatures) as FlairPreset[];

/** The size of the patches it was trained on, and the share that IGN's own tool cuts off on each side. */
const WINDOW_PX = 512;
const HALO_SHARE = 1 / 4;

/**
 * What a FLAIR model of IGN expects and answers, by its nomenclature. The published checkpoints all answer 19 logits,
 * of which those outside the nomenclature were switched off in training; an export may have dropped them.
 *
 * @param graph what it leaves open takes IGN's own sizes
 * @returns undefined where a model of this nomenclature cannot have so many channels
 */
export function flairPreset(
  preset: FlairPreset,
  { channels, windowPx = WINDOW_PX }: Pick<GraphFacts, "channels" | "windowPx">,
): Omit<ModelDescription, "name"> | undefined {
  const trained: readonly number[] = nomenclatures[preset];
  const all = flairLabels.map(({ label, numero }, index) => ({
    label,
    numero: trained.includes(index + 1) ? numero : null,
  }));
  const own = trained.map((value) => flairLabels[value - 1]!);
  const fitting = [all, own].find(({ length }) => length === (channels ?? flairLabels.length));
  if (fitting === undefined) return undefined;
  return {
    bandOrder: "rgb",
    normalisation: normalisations.flair,
    resolutionMetres: 0.2,
    windowPx,
    haloPx: Math.floor(windowPx * HALO_SHARE),
    channels: fitting,
  };
}
