import type { Locale } from "../i18n/index.ts";

/** The terminal's language: English where it says so, else French. */
export const locale: Locale = /^en/i.test(process.env["LC_ALL"] ?? process.env["LANG"] ?? "") ? "en" : "fr";
