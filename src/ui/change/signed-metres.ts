/** To the centimetre, without the unit: of a shift the sign tells the direction. */
export function signedMetres(metres: number, number: (value: number, digits: number) => string): string {
  const text = number(Math.abs(metres), 2);
  return `${metres < 0 && /[1-9]/.test(text) ? "−" : ""}${text}`;
}

/** 1,250 in English; 0,250 is no thousand in any language. */
const PARTS_THOUSANDS = /(?<=[1-9]\d{0,2}),(?=\d{3}(?:\D|$))/g;

/**
 * Metres that a person has typed, with a comma or a point, and with a minus of the keyboard or of print.
 * @returns NaN where it is no number
 */
export function readMetres(typed: string, locale: "fr" | "en"): number {
  const bare = typed.replace(/\s/g, "").replace(/m²?$/i, "").replace(/^[−–]/, "-");
  const plain = (locale === "en" ? bare.replace(PARTS_THOUSANDS, "") : bare).replace(",", ".");
  return /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : Number.NaN;
}
