import type { Formats } from "../i18n/index.ts";

const SQUARE_METRES_A_HECTARE = 10_000;

/** m²: less would be shown as none */
const LEAST_SHOWN = 50;

/** Hectares in a matrix of classes, where what is there at all is told from what is not: "12,34", "< 0,01", "·". */
export function matrixHectares(squareMetres: number, { number }: Formats): string {
  if (squareMetres === 0) return "·";
  return squareMetres < LEAST_SHOWN ? `<\u202f${number(0.01, 2)}` : number(squareMetres / SQUARE_METRES_A_HECTARE, 2);
}
