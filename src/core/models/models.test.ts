import { expect, test } from "vitest";
import { type FlairPreset, flairPreset } from "./flair.ts";
import { normalisationName, normalisations } from "./normalisations.ts";
import { numeroOfLabel } from "./numero-of-label.ts";

test("class names of CoSIA, FLAIR and our models, in any spelling; those CoSIA lacks; those nobody knows", () => {
  const found = [
    "Bâtiment",
    "BUILDINGS",
    "zone_imperméable",
    "Herbaceous vegetation",
    "crops",
    "plowed land",
    "conifer",
  ];
  expect(found.map(numeroOfLabel)).toEqual([1, 1, 3, 12, 13, 14, 8]);
  expect(["clear cut", "Mixte", "other"].map(numeroOfLabel)).toEqual([null, null, null]);
  expect(["background", "road", ""].map(numeroOfLabel)).toEqual([undefined, undefined, undefined]);
});

test("FLAIR presets fit 19 logits, of which some dead, or those of the nomenclature alone", () => {
  const numeros = (preset: FlairPreset, channels: number | undefined) =>
    flairPreset(preset, { channels, windowPx: 256 })?.channels.map(({ numero }) => numero);
  const twelve = [1, 2, 3, 5, 6, 8, 9, 10, 11, 12, 13, 14];
  expect(numeros("flair-12", 12)).toEqual(twelve);
  expect(numeros("flair-15", 19)).toEqual([...twelve, 4, 7, null, null, null, 15, null]);
  expect(numeros("flair-15", 15)).toEqual([...twelve, 4, 7, 15]);
  expect(numeros("flair-19", undefined)).toEqual([...twelve, 4, 7, null, null, 10, 15, null]);
  expect(numeros("flair-12", 13)).toBeUndefined();
});

test("usual normalisations go by their name", () => {
  expect(normalisationName(normalisations.flair)).toBe("flair");
  expect(normalisationName({ inGraph: true, mean: [1, 2, 3], std: [1, 1, 1] })).toBe("none");
  expect(normalisationName({ inGraph: false, mean: [1, 2, 3], std: [1, 1, 1] })).toBeUndefined();
});
