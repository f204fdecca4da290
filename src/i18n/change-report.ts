import { changeReportEn } from "./change-report-en.ts";
import { type ChangeReportMessages, changeReportFr } from "./change-report-fr.ts";
import type { Locale } from "./index.ts";

export const changeReportMessagesOf: Readonly<Record<Locale, ChangeReportMessages>> = {
  fr: changeReportFr,
  en: changeReportEn,
};
