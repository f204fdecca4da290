import { cosiaOf } from "../../core/landcover/cosia.ts";
import { coverOf, useOf as knownUse } from "../../core/landcover/ocsge.ts";
import { correctionsMessagesOf } from "../../i18n/corrections.ts";
import type { CorrectionsMessages } from "../../i18n/corrections-fr.ts";
import type { Formats } from "../../i18n/index.ts";
import { useMessages } from "../context.ts";

export interface CorrectionsTools {
  readonly c: CorrectionsMessages;
  readonly format: Formats;
  /** of a class, by its `numero` */
  readonly nameOf: (numero: number) => string;
  readonly coverName: (code: string) => string;
  readonly labelOfUse: (code: string) => string;
}

/** How correcting is said. */
export function useCorrections(): CorrectionsTools {
  const { format, locale } = useMessages();
  const isFrench = locale === "fr";
  return {
    c: correctionsMessagesOf[locale],
    format,
    nameOf: (numero) => cosiaOf(numero)?.[isFrench ? "nameFr" : "nameEn"] ?? "",
    coverName: (code) => coverOf(code)?.[isFrench ? "labelFr" : "labelEn"] ?? code,
    labelOfUse: (code) => knownUse(code)?.[isFrench ? "labelFr" : "labelEn"] ?? code,
  };
}
