import type { Locale } from "./index.ts";
import { keysEn } from "./keys-en.ts";
import { keysFr } from "./keys-fr.ts";

export const keysMessagesOf: Readonly<Record<Locale, typeof keysFr>> = { fr: keysFr, en: keysEn };
