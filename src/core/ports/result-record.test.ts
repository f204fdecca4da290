import { describe, expect, test } from "vitest";
import { crsOf } from "../geo/crs.ts";
import { ocsgePreset } from "../landcover/presets.ts";
import { parseResultRecord, resultRecordOf } from "./result-record.ts";

const crs = crsOf(2154)!;
const grid = { width: 3, height: 2, affine: [0.2, 0, 7e5, 0, -0.2, 6.6e6], crs, bands: 1, gsdMetres: 0.2 } as const;
const record = resultRecordOf(
  { grid, unit: 1 },
  {
    created: "2026-11-22T10:00:00.000Z",
    image: "33-2024.tif",
    imageCredit: "© IGN – BD ORTHO®",
    synthetic: true,
    millesime: "2024",
    model: "essai 1",
    preset: ocsgePreset,
  },
);

test("what is written is read, with what it says of its image", () => {
  expect(record).toMatchObject({ imageCredit: "© IGN – BD ORTHO®", synthetic: true });
  expect(parseResultRecord(JSON.stringify(record))).toEqual(record);
});

test("a record written before there was anything to say of its image is read too", () => {
  const { imageCredit: _, synthetic: __, ...older } = record;
  expect(parseResultRecord(JSON.stringify(older))).toEqual(older);
});

describe("a damaged record is none", () => {
  test.each([{ created: "hier" }, { created: "" }, { imageCredit: 1 }, { synthetic: "oui" }])("%j", (damage) => {
    expect(parseResultRecord(JSON.stringify({ ...record, ...damage }))).toBeUndefined();
  });
});
