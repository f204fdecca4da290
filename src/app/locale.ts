import type { Locale } from "../i18n/index.ts";

const KEY = "ocsol.locale";

/** The language kept from last time, else French: most users are French, and browsers in offices often are not. */
export function keptLocale(): Locale {
  try {
    return localStorage.getItem(KEY) === "en" ? "en" : "fr";
  } catch {
    return "fr"; // storage switched off
  }
}

export function keepLocale(locale: Locale): void {
  try {
    localStorage.setItem(KEY, locale);
  } catch {
    // storage switched off: the choice lasts as long as the page
  }
}
