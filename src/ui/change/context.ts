import { coverOf } from "../../core/landcover/ocsge.ts";
import { changeMessagesOf } from "../../i18n/change.ts";
import type { ChangeMessages } from "../../i18n/change-fr.ts";
import type { Formats, Locale } from "../../i18n/index.ts";
import { useMessages } from "../context.ts";
import { hectares } from "../hectares.ts";

export interface ChangeTools {
  readonly c: ChangeMessages;
  readonly format: Formats;
  readonly locale: Locale;
  readonly coverName: (code: string) => string;
  /** of square metres, without the unit: columns say it once */
  readonly hectares: (squareMetres: number) => string;
}

/** How the comparison is said. */
export function useChange(): ChangeTools {
  const { format, locale } = useMessages();
  return {
    c: changeMessagesOf[locale],
    format,
    locale,
    coverName: (code) => coverOf(code)?.[locale === "fr" ? "labelFr" : "labelEn"] ?? code,
    hectares: (squareMetres) => hectares(squareMetres, format),
  };
}
