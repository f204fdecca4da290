import type { Locale } from "./index.ts";
import { sampleEn } from "./sample-en.ts";
import { type SampleMessages, sampleFr } from "./sample-fr.ts";

export const sampleMessagesOf: Readonly<Record<Locale, SampleMessages>> = { fr: sampleFr, en: sampleEn };
