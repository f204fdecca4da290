import type { AppError, ErrorTag } from "../core/errors.ts";
import { en } from "./en.ts";
import { fr } from "./fr.ts";

export type Locale = "fr" | "en";
export type Messages = typeof fr;

export const locales: readonly Locale[] = ["fr", "en"];
export const messagesOf: Readonly<Record<Locale, Messages>> = { fr, en };

/** The sentence for an error: what is wrong and what to do. */
export function errorSentence<T extends ErrorTag>(locale: Locale, error: AppError<T>): string {
  return messagesOf[locale].errors[error.tag](error.fields);
}

export interface Formats {
  /** 12 345,6 */
  number(value: number, digits?: number): string;
  /** 63 % ; @param share 0–1 */
  percent(share: number, digits?: number): string;
  /** 12,4 ha, or m² under one hectare */
  area(squareMetres: number): string;
  /** 1 min 10 s */
  duration(seconds: number): string;
  /** 2,4 Mo */
  bytes(count: number): string;
  /** 20 cm, 1,5 m */
  length(metres: number): string;
}

/** By language, style and digits: making one takes longer than a hundred numbers, and a table has thousands. */
const fixedFormats = new Map<string, Intl.NumberFormat>();

function fixed(locale: Locale, style: "decimal" | "percent", digits: number): Intl.NumberFormat {
  const key = `${locale} ${style} ${digits}`;
  const known = fixedFormats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(locale, { style, minimumFractionDigits: digits, maximumFractionDigits: digits });
  fixedFormats.set(key, made);
  return made;
}

export function formatsOf(locale: Locale): Formats {
  const number = (value: number, digits = 0) => fixed(locale, "decimal", digits).format(value);
  const unit = (value: number, name: string, digits = 0, display: "short" | "narrow" = "short") =>
    new Intl.NumberFormat(locale, {
      style: "unit",
      unit: name,
      unitDisplay: display,
      maximumFractionDigits: digits,
    }).format(value);
  return {
    number,
    percent: (share, digits = 0) => fixed(locale, "percent", digits).format(share),
    area: (squareMetres) =>
      squareMetres < 10_000 ? `${number(squareMetres)}\u202fm²` : `${number(squareMetres / 10_000, 1)}\u202fha`,
    duration: (seconds) => {
      const whole = Math.max(0, Math.round(seconds));
      if (whole < 60) return unit(whole, "second");
      if (whole < 3600) return `${unit(Math.floor(whole / 60), "minute")} ${unit(whole % 60, "second")}`;
      return `${unit(Math.floor(whole / 3600), "hour")} ${unit(Math.round((whole % 3600) / 60), "minute")}`;
    },
    bytes: (count) => {
      if (count < 1e6) return unit(Math.ceil(count / 1e3), "kilobyte"); // nothing that is there is "0 ko"
      return count < 1e9 ? unit(count / 1e6, "megabyte", 1) : unit(count / 1e9, "gigabyte", 1);
    },
    length: (metres) => (metres < 1 ? unit(metres * 100, "centimeter", 1) : unit(metres, "meter", 2)),
  };
}
