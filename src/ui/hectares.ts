import type { Formats } from "../i18n/index.ts";

const SQUARE_METRES_A_HECTARE = 10_000;

/** m²: less would be shown as none */
const LEAST_SHOWN = 50;

/** "12,34" or "−0,56", without the unit; never "−0,00". */
export function hectares(squareMetres: number, { number }: Formats): string {
  const size = number(Math.abs(squareMetres) / SQUARE_METRES_A_HECTARE, 2);
  return squareMetres < 0 && /[1-9]/.test(size) ? `−${size}` : size;
}

/** The same in a matrix of classes, where what is there at all is told from what is not: "12,34", "< 0,01", "·". */
export function matrixHectares(squareMetres: number, formats: Formats): string {
  if (squareMetres === 0) return "·";
  return squareMetres < LEAST_SHOWN ? `<\u202f${formats.number(0.01, 2)}` : hectares(squareMetres, formats);
}
