import { describe, expect, test } from "vitest";
import { picture } from "../../testing/pictures.ts";
import { isAppError } from "../errors.ts";
import { vectorise } from "../vector/vectorise.ts";
import { type ClassMapping, coverCodes, defaultMapping } from "./class-mapping.ts";
import { cosiaClasses } from "./cosia.ts";
import { coverClasses, coverOf } from "./ocsge.ts";

const codesOf = async (rows: readonly string[], mapping?: ClassMapping): Promise<string[]> =>
  coverCodes(await vectorise(picture(rows), { minAreaSquareMetres: 0 }), mapping);

test("every CoSIA class has one rule, and every rule names a leaf code of OCS GE", () => {
  expect(defaultMapping.map(({ numero }) => numero)).toEqual(cosiaClasses.map(({ numero }) => numero));
  for (const { rule } of defaultMapping)
    expect(coverOf(rule.kind === "code" ? rule.code : rule.fallback)).toBeDefined();
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

test("a user's mapping replaces the default", async () => {
  const mapping: ClassMapping = [{ numero: 2, rule: { kind: "code", code: "CS1.1.1.2" } }];
  expect(await codesOf(["2"], mapping)).toEqual(["CS1.1.1.2"]);
  await expect(codesOf(["3"], mapping)).rejects.toSatisfy((error) => isAppError(error, "argument-invalid"));
});
