import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isAppError } from "../errors.ts";
import { isRight, parseAnswer } from "./answers.ts";
import { isExercise, type Question } from "./exercise.ts";
import { readExercise } from "./read-exercise.ts";

const sample = readFileSync(new URL("../../../public/exemple.ocsol-exercice.json", import.meta.url), "utf8");

/** The sample with one value changed; undefined removes it. */
function changed(path: string, value: unknown): string {
  const root = JSON.parse(sample) as Record<string, unknown>;
  const names = path.split(/[.[\]]+/).filter(Boolean);
  const last = names.pop()!;
  let at = root as Record<string, unknown>;
  for (const name of names) at = at[name] as Record<string, unknown>;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return JSON.stringify(root);
}

function refusalOf(text: string): unknown {
  try {
    readExercise(text, "a.json");
    return "taken";
  } catch (error) {
    return isAppError(error, "exercise-invalid") ? error.fields.detail : error;
  }
}

describe("an exercise's file", () => {
  test("the sample one is read, in both languages", () => {
    const { title, zones, questions, image } = readExercise(sample, "exemple.ocsol-exercice.json");
    expect(title.fr).not.toBe(title.en);
    expect(image).toEqual({ scene: { seed: 34, size: 2048 } });
    expect(zones.map(({ name }) => name)).toEqual(["Lotissement", "Zone commerciale"]);
    expect(JSON.parse(zones[1]!.geojson).features).toHaveLength(1);
    expect(JSON.parse(zones[1]!.geojson).crs.properties.name).toContain("2154");
    expect(questions.map(({ measure }) => measure?.zone)).toEqual(["Lotissement", "Zone commerciale", undefined]);
  });

  test.each([
    ["version", 2],
    ["title", { fr: "Titre" }, "title.en"],
    ["image", { scene: { seed: 34, size: 100 } }, "image.scene.size"],
    ["image", { scene: { seed: 1.5, size: 2048 } }, "image.scene.seed"],
    ["settings.generalisation.preset", "fin"],
    ["zones.features[1].properties.name", "Lotissement"],
    ["zones.features[0].geometry.type", "Point"],
    ["questions[0].expected", undefined],
    ["questions[1].unit", "km"],
    ["questions[0].tolerance", "0.1"],
    ["questions[0].measure.zone", "Ailleurs"],
    ["questions[0].measure.codes", ["CS9"], "questions[0].measure.codes[0]"],
  ])("%s = %o is refused by its name", (path, value, named = path) => {
    expect(refusalOf(changed(path, value))).toBe(named);
  });

  test.each(["", "[]", "null", '"exercice"', "{"])("%o is refused", (text) => {
    expect(refusalOf(text)).not.toBe("taken");
    expect(typeof refusalOf(text)).toBe("string");
  });

  test("is known by its name, saved twice too", () => {
    expect(isExercise("lecon.ocsol-exercice.json")).toBe(true);
    expect(isExercise("lecon.ocsol-exercice (1).json")).toBe(true);
    expect(isExercise("manifest.json")).toBe(false);
  });
});

describe("an answer", () => {
  test.each([
    ["12,4", "fr", 12.4],
    ["1\u202f234,5 ha", "fr", 1234.5],
    ["12.4", "fr", 12.4],
    ["1,234.5", "en", 1234.5],
    [" 96 % ", "en", 96],
    ["", "fr", undefined],
    ["douze", "fr", undefined],
    ["1,2,3", "fr", undefined],
    ["-3", "en", undefined],
    ["1,5", "en", undefined],
  ] as const)("%o in %s is %s", (typed, locale, value) => {
    expect(parseAnswer(typed, locale)).toBe(value);
  });

  test("is right within the tolerance, its limit included", () => {
    const question = { expected: 0.3, tolerance: 0.1 } as Question;
    expect([0.19, 0.2, 0.3, 0.4, 0.41].map((answer) => isRight(question, answer))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
  });
});
