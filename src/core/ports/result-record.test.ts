import { expect, test } from "vitest";
import { crsOf } from "../geo/crs.ts";
import { cosiaPreset, librePreset, ocsgePreset } from "../landcover/presets.ts";
import type { Grid } from "../raster/grid.ts";
import { parseResultRecord, type ResultRecord, resultRecordOf } from "./result-record.ts";

const grid: Grid = {
  width: 25_000,
  height: 20_000,
  affine: [0.2, 0, 700_000, 0, -0.2, 6_600_000],
  crs: crsOf(2154)!,
  bands: 1,
  gsdMetres: 0.2,
};
const record = resultRecordOf(
  { grid, unit: 256 },
  {
    millesime: "2021",
    model: "essai 1",
    image: "ortho.tif",
    imageCredit: "© IGN – BD ORTHO®",
    synthetic: true,
    matchedColours: { like: "2019.tif", tones: [0, 1, 2].map(() => [[12, 20.5] as const, [200, 190] as const]) },
    created: "2026-11-22T10:00:00Z",
    preset: ocsgePreset,
  },
);
const parsed = (said: unknown) => parseResultRecord(JSON.stringify(said));

test.each([cosiaPreset(), librePreset(20), librePreset(20, { 1: 5 }), ocsgePreset])(
  "a record is read back",
  (preset) => {
    expect(parsed({ ...record, preset })).toEqual({ ...record, preset });
  },
);

test("it says of its image what is known, and is read without that too", () => {
  expect(record).toMatchObject({ imageCredit: "© IGN – BD ORTHO®", synthetic: true });
  const { imageCredit: _, synthetic: __, matchedColours, ...older } = record;
  expect(matchedColours?.like).toBe("2019.tif");
  expect(parsed(older)).toEqual(older);
});

const { built, insideZone } = ocsgePreset;
test.each<[string, { [key in keyof ResultRecord]?: unknown }]>([
  ["a preset without areas", { preset: { id: "libre" } }],
  ["a preset whose area is text", { preset: { id: "cosia", minAreas: { others: "<b>20</b>" } } }],
  ["a class's area that is none", { preset: { id: "libre", minAreas: { others: 20, ofClass: { 1: null } } } }],
  ["thresholds without a radius", { preset: { ...ocsgePreset, closingMetres: undefined } }],
  ["a negative threshold", { preset: { ...ocsgePreset, built: { ...built, detectedSquareMetres: -1 } } }],
  ["a zone without areas", { preset: { ...ocsgePreset, insideZone: { ofClass: insideZone.ofClass } } }],
  ["corners that cannot be counted exactly", { grid: { ...record.grid, unit: 2048 } }],
  ["a date that is none", { created: "hier" }],
  ["a credit that is no text", { imageCredit: 1 }],
  ["a doubt whether it is synthetic", { synthetic: "oui" }],
  ["colours like nobody's", { matchedColours: { tones: [] } }],
  [
    "a tone that is none",
    {
      matchedColours: {
        like: "",
        tones: [
          [
            [0, 0],
            [255, null],
          ],
        ],
      },
    },
  ],
  [
    "values that do not rise",
    {
      matchedColours: {
        like: "",
        tones: [
          [
            [9, 0],
            [9, 5],
          ],
        ],
      },
    },
  ],
  ["a curve of one knot", { matchedColours: { like: "", tones: [[[9, 0]]] } }],
])("%s makes it no record", (_, changed) => {
  expect(parsed({ ...record, ...changed })).toBeUndefined();
});
