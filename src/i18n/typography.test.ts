import { expect, test } from "vitest";
import { literalsOf } from "../testing/literals.ts";

const sources = import.meta.glob<string>(["./*.ts", "!./*.test.ts"], { query: "?raw", import: "default", eager: true });

/** What a French sentence must not hold: ¤ stands for what is filled in. */
const frenchFaults: Readonly<Record<string, RegExp>> = {
  "no-break space after «": /«(?!\u00a0)/,
  "no-break space before »": /(?<!\u00a0)»/,
  "no-break space before a colon": /(?<!\u00a0|https?):(?=\s|$)/,
  "narrow no-break space before ; ? !": /(?<!\u202f)[;?!](?=[\s»)]|$)/,
  "typographic apostrophe": /\p{L}'[\p{L}¤]/u,
  ellipsis: /\.\.\./,
  "no-break space between a number and its unit": /[\d¤] (?:m²|km²|ha|cm|Mo|Go|Mpx\/s|px|kWh|%)(?!\w)/,
  "narrow no-break space between thousands": /\d[ \u00a0]\d{3}(?!\d)/,
};

const englishFaults: Readonly<Record<string, RegExp>> = {
  "no space before : ; ? !": /[\s\u00a0\u202f][:;?!](?=\s|$)/,
  "English quotation marks": /[«»]/,
  "typographic apostrophe": /\p{L}'[\p{L}¤]/u,
  ellipsis: /\.\.\./,
};

/** Sentences of the files of one language; keys, tags and code have no space in them. */
function sentences(language: "fr" | "en"): string[] {
  return Object.entries(sources)
    .filter(([path]) => new RegExp(`(?:^|[/-])${language}\\.ts$`).test(path))
    .flatMap(([path, source]) => literalsOf(path, source))
    .map(({ text }) => text)
    .filter((text) => /\s/.test(text));
}

for (const [language, faults] of [
  ["fr", frenchFaults],
  ["en", englishFaults],
] as const)
  test(`every ${language} message has the spaces and signs of its language`, () => {
    const texts = sentences(language);
    expect(texts.length).toBeGreaterThan(300);
    const found = texts.flatMap((text) =>
      Object.entries(faults).flatMap(([rule, fault]) => (fault.test(text) ? [`${rule}: ${text}`] : [])),
    );
    expect(found).toEqual([]);
  });

test("a fault of each kind is found", () => {
  const faulty = ["«¤ »", "« ¤»", "Une zone: ¤", "Fermer ?", "l'image", "attendez...", "¤ ha", "2 500 m"];
  for (const [index, fault] of Object.values(frenchFaults).entries()) expect(faulty[index]).toMatch(fault);
});
