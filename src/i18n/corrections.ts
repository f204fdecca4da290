import { correctionsEn } from "./corrections-en.ts";
import { type CorrectionsMessages, correctionsFr } from "./corrections-fr.ts";
import type { Locale } from "./index.ts";

export const correctionsMessagesOf: Readonly<Record<Locale, CorrectionsMessages>> = {
  fr: correctionsFr,
  en: correctionsEn,
};
