import type { Locale } from "./index.ts";
import { reportEn } from "./report-en.ts";
import { type ReportMessages, reportFr } from "./report-fr.ts";

export const reportMessagesOf: Readonly<Record<Locale, ReportMessages>> = { fr: reportFr, en: reportEn };
