import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { coverClasses, isArtificialised, useClasses } from "./ocsge.ts";

const domain = (name: string): string => fileURLToPath(new URL(`../../../../shared/domain/${name}`, import.meta.url));

/** Rows of a comma-separated table whose fields may be quoted. */
function rowsOf(path: string): Record<string, string>[] {
  const [head, ...lines] = readFileSync(path, "utf8")
    .trim()
    .split(/\r?\n/)
    .map((line) => [...line.matchAll(/("([^"]*)"|[^,]*)(?:,|$)/g)].map(([, plain, quoted]) => quoted ?? plain!));
  return lines.map((fields) => Object.fromEntries(head!.map((name, at) => [name, fields[at] ?? ""])));
}

const shared = existsSync(domain("cs.csv"));
describe(shared ? "the published tables" : "the published tables: skipped, ../shared is not there", () => {
  test.skipIf(!shared)("cover: the leaf codes, their labels and colours, and what is artificialised", () => {
    const words = { "depends on US": "depends-on-use", "unless US1.3": "unless-us1.3" };
    expect(
      coverClasses.map(({ code, labelFr, colour, artificialised }) => [code, labelFr, colour, artificialised]),
    ).toEqual(
      rowsOf(domain("cs.csv"))
        .filter(({ leaf }) => leaf === "1")
        .map(({ code, label_fr, colour, artificialised }) => [
          code,
          label_fr,
          colour,
          words[artificialised as keyof typeof words] ?? artificialised,
        ]),
    );
  });

  test.skipIf(!shared)("use: the codes, their labels and colours, and what they make of herbaceous land", () => {
    expect(
      useClasses.map(({ code, labelFr, colour, artificialisesHerbaceous }) => [
        code,
        labelFr,
        colour,
        String(Number(artificialisesHerbaceous)),
      ]),
    ).toEqual(
      rowsOf(domain("us.csv")).map(({ code, label_fr, colour, artificialises_herbaceous }) => [
        code,
        label_fr,
        colour,
        artificialises_herbaceous,
      ]),
    );
  });
});

describe("the matrix", () => {
  test.each([
    ["CS1.1.1.1", "US1.1", true],
    ["CS1.1.1.2", "US6.3", true],
    ["CS1.1.2.1", "US4.1.1", true],
    ["CS1.1.2.1", "US1.3", false], // a quarry
    ["CS1.1.2.2", "US1.3", true],
    ["CS2.1.1.1", "US5", false],
    ["CS2.2.1", "US1.1", false], // a meadow
    ["CS2.2.1", "US5", true], // a lawn
    ["CS2.2.1", "US6.3", false],
    ["CS2.2.1", "US6.6", false],
    ["CS2.2.2", "US235", true],
  ])("%s × %s: %s", (cover, use, expected) => expect(isArtificialised(cover, use)).toBe(expected));

  test("answers for every pair of codes, and for none that is not there", () => {
    for (const { code } of coverClasses)
      for (const use of useClasses) expect(isArtificialised(code, use.code)).toBeTypeOf("boolean");
    expect(isArtificialised("CS1.1", "US5")).toBeUndefined();
    expect(isArtificialised("CS2.2.1", "US4.1")).toBeUndefined();
  });
});
