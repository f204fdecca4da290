/** To the centimetre, without the unit: of a shift the sign tells the direction. */
export function signedMetres(metres: number, number: (value: number, digits: number) => string): string {
  const text = number(Math.abs(metres), 2);
  return `${metres < 0 && /[1-9]/.test(text) ? "−" : ""}${text}`;
}

/**
 * Metres that a person has typed, with a comma or a point, and with a minus of the keyboard or of print.
 * @returns NaN where it is no number
 */
export function readMetres(typed: string): number {
  const plain = typed.replace(/\s/g, "").replace(/m$/i, "").replace(/^[−–]/, "-").replace(",", ".");
  return /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : Number.NaN;
}
