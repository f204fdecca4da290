import type { Formats, Locale } from "../../i18n/index.ts";
import { reportMessagesOf } from "../../i18n/report.ts";
import type { ReportMessages } from "../../i18n/report-fr.ts";
import { useMessages } from "../context.ts";

/** How a report says things. */
export interface ReportWords {
  readonly r: ReportMessages;
  readonly format: Formats;
  readonly locale: Locale;
  /** 12,34: of square metres, without its unit */
  readonly hectares: (squareMetres: number) => string;
  /** 12 mai 2026 */
  readonly day: (iso: string) => string;
}

/** Words and formats that reports have in common. */
export function useReportWords(): ReportWords {
  const { format, locale } = useMessages();
  return {
    r: reportMessagesOf[locale],
    format,
    locale,
    hectares: (squareMetres) => format.number(squareMetres / 10_000, 2),
    day: (iso) =>
      new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { dateStyle: "long" }).format(new Date(iso)),
  };
}
