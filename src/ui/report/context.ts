import { createContext, useContext } from "react";
import type { Report } from "../../core/report/report.ts";
import type { Formats, Locale } from "../../i18n/index.ts";
import { reportMessagesOf } from "../../i18n/report.ts";
import type { ReportMessages } from "../../i18n/report-fr.ts";
import { useMessages } from "../context.ts";

export const ReportContext = createContext<Report | undefined>(undefined);

export interface ReportTools {
  readonly report: Report;
  readonly r: ReportMessages;
  readonly format: Formats;
  readonly locale: Locale;
  /** 12,34: of square metres, without its unit */
  readonly hectares: (squareMetres: number) => string;
  /** 12,3 %: of the mapped area */
  readonly share: (squareMetres: number) => string;
}

/** The report and how to say it. */
export function useReport(): ReportTools {
  const report = useContext(ReportContext);
  if (report === undefined) throw new Error("no ReportContext around this component");
  const { format, locale } = useMessages();
  const total = report.summary.area.planimetric;
  return {
    report,
    r: reportMessagesOf[locale],
    format,
    locale,
    hectares: (squareMetres) => format.number(squareMetres / 10_000, 2),
    share: (squareMetres) => format.percent(total > 0 ? squareMetres / total : 0, 1),
  };
}
