import type { Weakness } from "../core/change/comparability.ts";
import type { ChangeFigures } from "../core/change/figures.ts";
import { comparabilityEn } from "./comparability-en.ts";
import { comparabilityFr, type WeaknessWords } from "./comparability-fr.ts";
import { formatsOf, type Locale } from "./index.ts";

export const comparabilityMessagesOf: Readonly<Record<Locale, typeof comparabilityFr>> = {
  fr: comparabilityFr,
  en: comparabilityEn,
};

/** One sentence or two: what weakens the comparison, what follows, and what to do. */
export function weaknessSentence(locale: Locale, weakness: Weakness): string {
  const { weaknesses } = comparabilityMessagesOf[locale];
  // The sentence of a tag takes the fields of that tag: TypeScript does not see it through the record.
  const sentence = weaknesses[weakness.tag] as (weakness: Weakness, words: WeaknessWords) => string;
  return sentence(weakness, { formats: formatsOf(locale), date: (date) => dateIn(locale, date) });
}

/** What was artificialised and renatured, in one sentence: hectares to the square metre. */
export function landTakeSentence(locale: Locale, { compared, landTake }: ChangeFigures): string {
  const { artificialised, mayBeArtificialised, renatured, mayBeRenatured, net } = landTake;
  const { number } = formatsOf(locale);
  const areas = [compared, artificialised, mayBeArtificialised, renatured, mayBeRenatured, net] as const;
  const texts = areas.map((area) => number(area / SQUARE_METRES_A_HECTARE, 4));
  return comparabilityMessagesOf[locale].landTake(...(texts as Six));
}

type Six = [string, string, string, string, string, string];

const SQUARE_METRES_A_HECTARE = 10_000;

const DAY_LENGTH = "2021-07-12".length;

/** A day in words, a year as it is; ISO 8601. */
export function dateIn(locale: Locale, date: string): string {
  if (date.length < DAY_LENGTH) return date;
  const day = new Date(`${date}T00:00:00Z`);
  const text = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
    dateStyle: "long",
    timeZone: "UTC",
  }).format(day);
  return locale === "fr" ? text.replace(/^1 /, "1er ") : text;
}
