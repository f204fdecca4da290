import { createContext, useContext } from "react";
import type { Report } from "../../core/report/report.ts";
import { type ReportWords, useReportWords } from "./words.ts";

export const ReportContext = createContext<Report | undefined>(undefined);

export interface ReportTools extends ReportWords {
  readonly report: Report;
  /** 12,3 %: of the mapped area */
  readonly share: (squareMetres: number) => string;
}

/** The report and how to say it. */
export function useReport(): ReportTools {
  const report = useContext(ReportContext);
  if (report === undefined) throw new Error("no ReportContext around this component");
  const words = useReportWords();
  const total = report.summary.area.planimetric;
  return {
    ...words,
    report,
    share: (squareMetres) => words.format.percent(total > 0 ? squareMetres / total : 0, 1),
  };
}
