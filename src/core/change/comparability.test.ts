import { expect, test } from "vitest";
import { comparabilityMessagesOf, weaknessSentence } from "../../i18n/comparability.ts";
import { locales } from "../../i18n/index.ts";
import { cosiaPreset, librePreset, ocsgePreset } from "../landcover/presets.ts";
import { type SideFacts, toleranceLeft, type Weakness, weaknessesOf } from "./comparability.ts";
import { shiftFrom } from "./settings.ts";

const side = (changed: Partial<SideFacts> = {}): SideFacts => ({
  kind: "result",
  file: "avant.gpkg",
  image: "avant.tif",
  millesime: "2018",
  date: "2018-07-12",
  model: "ocsol-1 1.0",
  preset: librePreset(50),
  simplifyMetres: 0.4,
  squareBuildings: false,
  epsg: 2154,
  resolutionMetres: 0.2,
  bounds: [700_000, 6_600_000, 701_000, 6_601_000],
  synthetic: false,
  imageCredit: "",
  ...changed,
});
const later = (changed: Partial<SideFacts> = {}): SideFacts =>
  side({ file: "apres.gpkg", image: "apres.tif", millesime: "2021", date: "2021-07-30", ...changed });

const found = (before: Partial<SideFacts>, after: Partial<SideFacts>, metres?: number) =>
  weaknessesOf(side(before), later(after), metres).map(({ weight, tag }) => `${weight} ${tag}`);

test("two maps of the same making, of the same place and season, are compared without a word", () => {
  expect(found({}, {}, 0.4)).toEqual([]);
});

test.each<[expected: string[], before: Partial<SideFacts>, after: Partial<SideFacts>]>([
  [["asks models-differ"], {}, { model: "ocsol-1 1.1" }],
  [["asks models-differ"], { model: "" }, {}],
  [["warns models-unknown"], { model: "" }, { model: "" }],
  [["asks models-differ"], { kind: "ocsge", model: "", preset: undefined }, { preset: ocsgePreset }],
  [["asks models-differ", "warns presets-differ"], { kind: "ocsge", model: "", preset: undefined }, {}],
  [["asks models-differ"], { kind: "cosia", model: "", preset: undefined }, { preset: cosiaPreset() }],
  [
    ["asks models-differ", "warns published", "warns presets-differ"],
    { kind: "cosia", preset: undefined },
    { kind: "ocsge", preset: undefined },
  ],
  // an export says its model, and not what it was made with
  [["warns export"], { kind: "export", preset: undefined, simplifyMetres: 0 }, {}],
  [["asks models-differ", "warns export"], { kind: "export", preset: undefined }, { kind: "ocsge", preset: undefined }],
  [["warns published"], { kind: "ocsge", preset: undefined }, { kind: "ocsge", preset: undefined }],
  [["stops no-overlap"], {}, { bounds: [701_000, 6_600_000, 702_000, 6_601_000] }],
  [["warns little-overlap"], {}, { bounds: [700_200, 6_600_000, 701_200, 6_601_000] }],
  // a sheet inside a department is wholly covered
  [[], { bounds: [600_000, 6_500_000, 800_000, 6_700_000] }, {}],
  [["warns resolutions-differ"], {}, { resolutionMetres: 0.4 }],
  [[], { resolutionMetres: 0.25 }, {}],
  [["warns presets-differ"], {}, { simplifyMetres: 0 }],
  [["warns presets-differ"], {}, { squareBuildings: true }],
  [["warns presets-differ"], {}, { preset: librePreset(200) }],
  [["warns seasons-differ"], { date: "2018-04-20" }, {}],
  [["warns seasons-differ"], { date: "2018-02-01" }, { date: "2021-11-01" }],
  // December and January are a month apart
  [[], { date: "2017-12-20" }, { date: "2021-01-20" }],
  [["notes season-unknown"], { date: "2018" }, {}],
  [["warns dates-unknown"], { date: "" }, {}],
  [["warns dates-reversed", "notes season-unknown"], { date: "2022" }, {}],
  [["notes season-unknown"], { date: "2021" }, {}],
  [["warns same-image"], { image: "apres.tif", date: "2021-07-30" }, {}],
  [["warns synthetic-and-real"], {}, { synthetic: true }],
  [["notes colours-matched"], {}, { matchedColours: { like: "2019.tif", tones: [] } }],
])("%j", (expected, before, after) => {
  expect(found(before, after)).toEqual(expected);
});

test("maps in two systems overlap where they do on the ground", () => {
  // the same square kilometre in UTM 31, by gdaltransform -s_srs EPSG:2154 -t_srs EPSG:32631
  const same: Partial<SideFacts> = { epsg: 32631, bounds: [500_000, 5_149_603, 501_001, 5_150_604] };
  expect(found({}, same)).toEqual(["warns crs-differ"]);
  expect(found({}, { epsg: 32631, bounds: [100_000, 5_000_000, 101_000, 5_001_000] })).toEqual([
    "stops no-overlap",
    "warns crs-differ",
  ]);
});

test("images that lie apart by more than half a metre are said to", () => {
  expect(found({}, {}, 0.9)).toEqual(["warns misregistration"]);
});

test("every weakness has its sentence, with its figures, in both languages", () => {
  const all: Weakness[] = [
    { weight: "warns", tag: "little-overlap", share: 0.42 },
    { weight: "asks", tag: "models-differ", before: "OCS GE", after: "ocsol-1 1.0" },
    { weight: "warns", tag: "seasons-differ", before: "2018-04-20", after: "2021-08-01" },
    { weight: "warns", tag: "dates-reversed", before: "2022", after: "2021" },
    { weight: "warns", tag: "resolutions-differ", before: 0.2, after: 0.4 },
    { weight: "warns", tag: "misregistration", metres: 0.84 },
    { weight: "warns", tag: "published", before: "OCS GE", after: "CoSIA" },
    { weight: "notes", tag: "season-unknown" },
    { weight: "warns", tag: "export", file: "ocsol_beziers.zip" },
    { weight: "notes", tag: "colours-matched", image: "2022.tif", like: "2019.tif" },
  ];
  const said = all.map((weakness) => weaknessSentence("fr", weakness));
  expect(said[0]).toContain("42\u00a0%");
  expect(said[1]).toContain("(OCS GE avant, ocsol-1 1.0 après)");
  expect(said[2]).toContain("20 avril 2018, 1er août 2021");
  expect(said[3]).toContain("(2022)");
  expect(said[4]).toContain("20\u202fcm avant");
  expect(said[5]).toContain("84\u202fcm");
  expect(said[6]).toContain("(OCS GE et CoSIA)");
  expect(said[9]).toContain("couleurs de 2022.tif ont été rapprochées de celles de 2019.tif");
  expect(weaknessSentence("en", all[2]!)).toContain("20 April 2018");
  for (const locale of locales) {
    const { weaknesses } = comparabilityMessagesOf[locale];
    for (const weakness of all) expect(weaknessSentence(locale, weakness)).not.toMatch(/undefined|NaN/);
    expect(Object.keys(weaknesses)).toHaveLength(17);
  }
});

test("a shift is taken only where it can be told from none", () => {
  const measured = { shift: [0.6, -0.8], metres: 1, spreadMetres: 0.3, matched: 9, tried: 9 } as const;
  expect(shiftFrom(measured)).toEqual([0.6, -0.8]);
  expect(shiftFrom({ ...measured, spreadMetres: 1 })).toEqual([0, 0]);
  expect(shiftFrom({ ...measured, shift: [0.03, 0.04], metres: 0.05, spreadMetres: 0 })).toEqual([0, 0]);
});

test("borders may lie apart by what the shift leaves, by what windows differ, and by the default at least", () => {
  const measured = { shift: [3, -4], metres: 5, spreadMetres: 2, matched: 9, tried: 9 } as const;
  expect(toleranceLeft(measured, { shift: [0, 0] })).toBe(5);
  expect(toleranceLeft(measured, { shift: [3, -4] })).toBe(2);
  expect(toleranceLeft({ ...measured, spreadMetres: 0.1 }, { shift: [3, -4] })).toBe(1.5);
  expect(toleranceLeft(null, { shift: [3, -4] })).toBe(1.5);
});
