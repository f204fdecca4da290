import { describe, expect, test } from "vitest";
import { sampleCsv } from "../../export/sample-csv.ts";
import { surveyedPicture } from "../../testing/surveyed-maps.ts";
import { isAppError } from "../errors.ts";
import { toMap } from "../geo/affine.ts";
import { answeredBy, answeredByBoth, coversAt } from "./answers-from-zones.ts";
import { drawSample } from "./draw.ts";
import { groundOfMap } from "./grounds.ts";
import { resultsOf } from "./results.ts";
import { isSampleFile, type Sample } from "./sample.ts";
import { readSample, sampleRecord } from "./sample-record.ts";

const map = await surveyedPicture(["ccc666", "ccc666", "ccc111"]);
const drawn = drawSample(groundOfMap(map), { standardError: 0.05, least: 4 }, 30, 42);
const seen = ["CS2.2.1", "unsure", "CS1.2.2"];
const sample: Sample = {
  ...drawn,
  points: drawn.points.map((point, at) =>
    at === 29 ? point : { ...point, answer: { after: seen[at % 3]!, comment: at === 2 ? 'au bord, "flou"' : "" } },
  ),
};
const context = { map: "carte.gpkg", epsg: 2154, created: "2026-11-23T05:00:00Z", version: "1.2.3" };
const text = sampleRecord(sample, context);

describe("a sample's file", () => {
  test("is read back as it was, and its figures worked out again are those it shows", () => {
    const read = readSample(text, "a.json");
    expect(read).toEqual({ map: "carte.gpkg", epsg: 2154, sample });
    const { results } = JSON.parse(text);
    const again = resultsOf(read.sample);
    expect(JSON.parse(JSON.stringify(again.estimates.areas))).toEqual(results.areas);
    expect(again.matrix.counts).toEqual(results.counts);
    expect([again.told, again.unsure, again.unanswered]).toEqual([19, 10, 1]);
  });

  test("its points can be drawn again from its seed", () => {
    const { seed, design } = readSample(text, "a.json").sample;
    const again = drawSample(groundOfMap(map), design, 30, seed);
    expect(again.points.map(({ at }) => at)).toEqual(sample.points.map(({ at }) => at));
  });

  test.each([
    ["format", (record) => (record.format = "autre"), "format"],
    ["seed", (record) => (record.sample.seed = 1.5), "sample.seed"],
    ["a stratum", (record) => (record.sample.strata[0].id = "CS9"), "sample.strata[0].id"],
    ["an area", (record) => (record.sample.strata[0].squareMetres = 0), "sample.strata[0].squareMetres"],
    ["a point's stratum", (record) => (record.sample.points[3].stratum = "CS1.2.3"), "sample.points[3].stratum"],
    ["a point's number", (record) => (record.sample.points[3].number = 3), "sample.points[3].number"],
    ["an answer", (record) => (record.sample.points[0].answer.after = "pré"), "sample.points[0].answer.after"],
    ["a place", (record) => (record.sample.points[0].at = [1]), "sample.points[0]"],
  ] as [string, (record: ReturnType<typeof JSON.parse>) => unknown, string][])(
    "%s is refused by its name",
    (_, spoil, field) => {
      const record = JSON.parse(text);
      spoil(record);
      let refusal: unknown;
      try {
        readSample(JSON.stringify(record), "a.json");
      } catch (error) {
        refusal = isAppError(error, "sample-invalid") ? error.fields.detail : error;
      }
      expect(refusal).toBe(field);
    },
  );

  test("is known by its name", () => {
    expect(isSampleFile("carte.ocsol-echantillon (1).json")).toBe(true);
    expect(isSampleFile("carte.json")).toBe(false);
  });

  test("as a table has every point, its seed and what was seen, and no formula", () => {
    const rows = sampleCsv(sample, 2154).trimEnd().split("\r\n");
    expect(rows).toHaveLength(31);
    expect(rows[0]).toBe(
      "\uFEFFnumero;x;y;epsg;graine;strate;carte_apres;vu_apres;vu_apres_libelle;strate_reference;vu_par;commentaire",
    );
    expect(rows[1]!.split(";").slice(3, 5)).toEqual(["2154", "42"]);
    expect(rows[3]).toContain('CS1.2.2;Surfaces d\'eau;CS1.2.2;photo-interprétation;"au bord, ""flou"""');
    expect(rows[2]!.split(";").slice(7, 11)).toEqual(["indéterminé", "", "indéterminé", "photo-interprétation"]);
    expect(rows[30]!.split(";").slice(7)).toEqual(["", "", "", "", ""]);
  });
});

describe("answers from a layer", () => {
  const square = (left: number, top: number, right: number, bottom: number) => ({
    polygons: [
      [
        Float64Array.from(
          [
            [left, top],
            [right, top],
            [right, bottom],
            [left, bottom],
            [left, top],
          ].flatMap(([column, row]) => toMap(map.grid.affine, column!, row!)),
        ),
      ],
    ],
  });
  const places = [
    [0.5, 0.5],
    [1.5, 0.5],
    [2.5, 0.5],
    [5.5, 2.5],
  ].map(([column, row]) => toMap(map.grid.affine, column!, row!));

  test("are the cover of the polygon a point lies in; unsure where two say two things", () => {
    const zones = [square(0, 0, 2, 1), square(1, 0, 3, 1), square(2, 0, 3, 1)];
    expect(coversAt(places, { nomenclature: "ocsge", zones, codes: ["CS2.2.1", "CS1.2.2", "CS1.2.2"] })).toEqual([
      "CS2.2.1",
      "unsure",
      "CS1.2.2",
      undefined,
    ]);
  });

  test("of CoSIA are the covers that a class has whatever surrounds it", () => {
    const zones = [square(0, 0, 1, 1), square(1, 0, 2, 1), square(2, 0, 3, 1), square(5, 2, 6, 3)];
    expect(coversAt(places, { nomenclature: "cosia", zones, codes: ["12", "8", "4", null] })).toEqual([
      "CS2.2.1",
      "CS2.1.1.2",
      "unsure",
      "unsure",
    ]);
  });

  test("leave points outside of it unanswered, and say whose they are", () => {
    const answered = answeredBy(
      drawn,
      "ocsge.gpkg",
      drawn.points.map((_, at) => (at < 20 ? "CS2.2.1" : undefined)),
    );
    expect(resultsOf(answered)).toMatchObject({ told: 20, unanswered: 10, unsure: 0 });
    expect(answered.points[0]!.answer!.by).toBe("ocsge.gpkg");
  });

  test("of changes are those of a layer for each date, where both say something", () => {
    const mapped = { before: { cover: "CS2.2.1", use: null, verdict: "never" }, after: { cover: "CS1.1.1.1", use: null, verdict: "certain" } } as const; // biome-ignore format: a row on a line
    const points = [1, 2, 3, 4].map((number) => ({ ...drawn.points[0]!, number, stratum: 0, mapped }));
    const changes = { ...drawn, of: "change", strata: [{ id: "artificialised", squareMetres: 1 }], points } as const;
    const { points: answered } = answeredByBoth(
      changes,
      { layer: "2018.gpkg", covers: ["CS2.2.1", "CS2.2.1", "unsure", undefined] },
      { layer: "2021.gpkg", covers: ["CS1.1.1.1", "CS2.2.1", "CS1.1.1.1", "CS1.1.1.1"] },
    );
    expect(answered.map(({ answer }) => answer && [answer.before, answer.after])).toEqual([
      ["CS2.2.1", "CS1.1.1.1"],
      ["CS2.2.1", "CS2.2.1"],
      [undefined, "unsure"],
      undefined,
    ]);
    expect(answered[0]!.answer!.by).toBe("2018.gpkg – 2021.gpkg");
    expect(resultsOf({ ...changes, points: answered })).toMatchObject({ told: 2, unsure: 1, unanswered: 1 });
  });
});
