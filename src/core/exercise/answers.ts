import type { Question } from "./exercise.ts";

/**
 * The number a participant has typed: "1 234,5 ha", "12.4". A comma is the decimal sign in French; in English it parts
 * thousands.
 */
export function parseAnswer(typed: string, locale: "fr" | "en"): number | undefined {
  const bare = typed.replace(/\s/g, "").replace(/(?:ha|%)$/i, "");
  const plain = locale === "fr" ? bare.replace(",", ".") : bare.replace(/,(?=\d{3}(?:\D|$))/g, "");
  return /^\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}

/** 0,3 ± 0,1 takes 0,4 whatever the last binary digit says. */
export function isRight({ expected, tolerance }: Question, answer: number): boolean {
  return Math.abs(answer - expected) <= tolerance * (1 + 1e-9);
}
