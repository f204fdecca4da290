import { describe, expect, test } from "vitest";
import { picture } from "../../testing/pictures.ts";
import { isAppError } from "../errors.ts";
import { dissolveBy } from "../vector/groups.ts";
import { trace } from "../vector/trace.ts";
import { vectorise } from "../vector/vectorise.ts";
import { type ClassMapping, coverCodes, defaultMapping, readMapping } from "./class-mapping.ts";
import { cosiaClasses } from "./cosia.ts";
import { coverClasses, coverOf } from "./ocsge.ts";
import { librePreset } from "./presets.ts";

const codesOf = async (rows: readonly string[], mapping?: ClassMapping): Promise<string[]> =>
  coverCodes(await vectorise(picture(rows), { preset: librePreset(0) }), mapping);

const stand = defaultMapping.find(({ numero }) => numero === 8)!.rule;

test("every CoSIA class has one rule, and every rule names a leaf code of OCS GE", () => {
  expect(defaultMapping.map(({ numero }) => numero)).toEqual(cosiaClasses.map(({ numero }) => numero));
  for (const { rule } of defaultMapping) {
    const { kind: _, ...fields } = rule;
    for (const code of Object.values(fields)) if (typeof code === "string") expect(coverOf(code)).toBeDefined();
  }
  expect(coverClasses).toHaveLength(14);
});

describe("a pool takes the code", () => {
  test("of the face around it", async () => {
    expect(await codesOf(["ccc", "c4c", "ccc"])).toEqual(["CS2.2.1", "CS2.2.1"]);
  });

  test("of the neighbour with the longest border, not of the first", async () => {
    // The pool (face 1) has two sides on herbs and four on the sealed yard.
    expect(await codesOf(["cccc", "3443", "3333"])).toEqual(["CS2.2.1", "CS1.1.1.2", "CS1.1.1.2"]);
  });

  test("never of a greenhouse, which has none of its own", async () => {
    expect(await codesOf(["ff4c", "ff4c", ".f44"])).toEqual(["CS1.1.1.1", "CS2.2.1", "CS2.2.1"]);
  });

  test("of a sealed surface where nothing is around it", async () => {
    expect(await codesOf(["4.f"])).toEqual(["CS1.1.1.2", "CS1.1.1.1"]);
  });
});

describe("a stand", () => {
  /** Cover codes after everything below so many pixels has joined a neighbour. */
  const standsOf = async (rows: readonly string[], minPixels: number): Promise<string[]> =>
    coverCodes(await vectorise(picture(rows), { preset: librePreset(minPixels * 0.04) }));

  test("is pure where nothing was merged", async () => {
    expect(await standsOf(["8889"], 0)).toEqual(["CS2.1.1.2", "CS2.1.1.1"]);
  });

  test.each([
    ["888888889", "CS2.1.1.2"], // a ninth
    ["888888888999", "CS2.1.1.2"], // a quarter exactly: three quarters are pure
    ["888889988999", "CS2.1.1.3"],
    ["999999999888", "CS2.1.1.1"],
  ])("of the pixels %s has the code %s", async (row, code) => {
    expect(await standsOf([row], 12)).toEqual([code]);
  });

  test("counts its trees only: what else went into it is no tree", async () => {
    // 7 conifers, 2 broad-leaved, 3 lawn: 78 % conifers
    expect(await standsOf(["888888ccc998"], 12)).toEqual(["CS2.1.1.2"]);
  });

  test("whose taker is outnumbered by what it took has the code of the greater number", async () => {
    const columns = ["9.9.9", "9.9.9", "9.9.9", "9.9.9"];
    const { coverage } = dissolveBy(await trace(picture([...columns, "88888", ...columns])), [..."0000000"]);
    expect([...coverage.faces.numero]).toEqual([8]);
    expect(coverCodes(coverage)).toEqual(["CS2.1.1.1"]);
  });
});

describe("a mapping that a user has edited", () => {
  test("replaces the classes it names", () => {
    const edited = JSON.parse('[{"numero": 10, "rule": {"kind": "code", "code": "CS2.2.1"}}]');
    const mapping = readMapping(edited);
    expect(mapping).toHaveLength(defaultMapping.length);
    expect(mapping.find(({ numero }) => numero === 10)!.rule).toEqual({ kind: "code", code: "CS2.2.1" });
    expect(mapping.filter(({ numero }) => numero !== 10)).toEqual(defaultMapping.filter(({ numero }) => numero !== 10));
    expect(readMapping(JSON.parse(JSON.stringify(defaultMapping)))).toEqual(defaultMapping);
  });

  test.each([
    [{}],
    [[3]],
    [[{ numero: 99, rule: { kind: "code", code: "CS2.2.1" } }]],
    [[{ numero: 1 }]],
    [[{ numero: 1, rule: { kind: "code", code: "CS2" } }]],
    [[{ numero: 1, rule: { kind: "nothing" } }]],
    [[{ numero: 8, rule: { ...stand, pureShare: 0.4 } }]],
  ])("%j is refused", (edited) => {
    expect(() => readMapping(edited)).toThrow(expect.toSatisfy((error) => isAppError(error, "argument-invalid")));
  });
});

test("a user's mapping replaces the default", async () => {
  const mapping: ClassMapping = [{ numero: 2, rule: { kind: "code", code: "CS1.1.1.2" } }];
  expect(await codesOf(["2"], mapping)).toEqual(["CS1.1.1.2"]);
  await expect(codesOf(["3"], mapping)).rejects.toSatisfy((error) => isAppError(error, "argument-invalid"));
});
