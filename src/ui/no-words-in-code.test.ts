import { expect, test } from "vitest";
import { literalsOf } from "../testing/literals.ts";

const sources = import.meta.glob<string>(
  ["./**/*.{ts,tsx}", "../map/**/*.ts", "../state/**/*.ts", "../app/*.{ts,tsx}", "!**/*.test.*"],
  {
    query: "?raw",
    import: "default",
    eager: true,
  },
);

/** Attributes that are read to the user. */
const spoken = new Set(["aria-label", "title", "placeholder", "alt", "label", "aria-description", "aria-valuetext"]);

/** Names, units and signs that are the same in every language. */
const universal = /^(?:Ocsol|WGS 84|EPSG|N|P|px|ha|m²|cm|FR|EN|[\p{P}\p{S}\d\s¤×])*$/u;

test("no sentence is in the code: they are all in i18n", () => {
  expect(Object.keys(sources).length).toBeGreaterThan(80);
  const found = Object.entries(sources).flatMap(([path, source]) =>
    literalsOf(path, source)
      .filter(({ text, attribute, isJsxText }) => {
        if (universal.test(text)) return false;
        // Between tags or read aloud, any word; elsewhere, what only a sentence has.
        if (isJsxText || (attribute !== undefined && spoken.has(attribute))) return true;
        return attribute === undefined && /\p{L}{2,} \p{L}+ .*[.?!…]$|[À-ÿ’]/u.test(text);
      })
      .map(({ text }) => `${path}: ${text.trim()}`),
  );
  expect(found).toEqual([]);
});

test("words in tags, in attributes and in strings are found", () => {
  const source =
    'const a = "Rien à voir"; const b = <p title="Close">Hello {name}</p>; const c = <i className="big one" />;';
  expect(
    literalsOf("a.tsx", source).map(({ text, attribute, isJsxText }) => [text.trim(), attribute, isJsxText]),
  ).toEqual([
    ["Rien à voir", undefined, false],
    ["Close", "title", false],
    ["Hello", undefined, true],
    ["big one", "className", false],
  ]);
});
