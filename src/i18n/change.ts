import { changeEn } from "./change-en.ts";
import { type ChangeMessages, changeFr } from "./change-fr.ts";
import type { Locale } from "./index.ts";

export const changeMessagesOf: Readonly<Record<Locale, ChangeMessages>> = { fr: changeFr, en: changeEn };
