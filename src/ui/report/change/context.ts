import { createContext, useContext } from "react";
import { coverOf } from "../../../core/landcover/ocsge.ts";
import type { ChangeReport } from "../../../core/report/change-report.ts";
import { changeMessagesOf } from "../../../i18n/change.ts";
import type { ChangeMessages } from "../../../i18n/change-fr.ts";
import { changeReportMessagesOf } from "../../../i18n/change-report.ts";
import type { ChangeReportMessages } from "../../../i18n/change-report-fr.ts";
import { dateIn } from "../../../i18n/comparability.ts";
import { type ReportWords, useReportWords } from "../words.ts";

export const ChangeReportContext = createContext<ChangeReport | undefined>(undefined);

export interface ChangeReportTools extends ReportWords {
  readonly report: ChangeReport;
  readonly c: ChangeReportMessages;
  readonly kinds: ChangeMessages["kinds"];
  /** 0,12 %: of the compared ground */
  readonly share: (squareMetres: number) => string;
  /** 12,34 ha */
  readonly area: (squareMetres: number) => string;
  /** 63 %, or a dash where there is nothing to have a share of */
  readonly part: (share: number | null) => string;
  readonly coverName: (code: string) => string;
  /** of a day or a year in ISO 8601, or "" */
  readonly dateText: (date: string) => string;
}

/** The report of two dates and how to say it. */
export function useChangeReport(): ChangeReportTools {
  const report = useContext(ChangeReportContext);
  if (report === undefined) throw new Error("no ChangeReportContext around this component");
  const words = useReportWords();
  const { format, locale, hectares } = words;
  const { compared } = report.figures;
  return {
    ...words,
    report,
    c: changeReportMessagesOf[locale],
    kinds: changeMessagesOf[locale].kinds,
    share: (squareMetres) => format.percent(compared > 0 ? squareMetres / compared : 0, 2),
    area: (squareMetres) => `${hectares(squareMetres)}\u202fha`,
    part: (share) => (share === null ? "–" : format.percent(share, 1)),
    coverName: (code) => coverOf(code)?.[locale === "fr" ? "labelFr" : "labelEn"] ?? "",
    dateText: (date) => dateIn(locale, date),
  };
}
