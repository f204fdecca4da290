import type { Affine } from "../../core/geo/affine.ts";

/**
 * A world file: six numbers, one a line, that place the centre of the first pixel: x step along a row, y step along a
 * row, x step down a column, y step down a column, x, y. Decimal commas occur. Undefined where it is not one.
 */
export function parseWorldFile(text: string): Affine | undefined {
  const numbers = text
    .trim()
    .split(/\s+/)
    .map((word) => Number(word.replace(",", ".")));
  const [a, d, b, e, x, y] = numbers.slice(0, 6) as [number, number, number, number, number, number];
  if (numbers.length < 6 || !numbers.slice(0, 6).every(Number.isFinite) || a * e - b * d === 0) return undefined;
  return [a, b, x - (a + b) / 2, d, e, y - (d + e) / 2];
}
