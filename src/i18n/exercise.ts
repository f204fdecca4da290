import { exerciseEn } from "./exercise-en.ts";
import { exerciseFr } from "./exercise-fr.ts";
import type { Locale } from "./index.ts";

export const exerciseMessagesOf: Readonly<Record<Locale, typeof exerciseFr>> = { fr: exerciseFr, en: exerciseEn };
