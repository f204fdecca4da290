import { figureOf } from "../keys/chords.ts";

/** Classes beyond the ninth: a letter of the French name each, none of which the page uses for itself. */
const LETTERS: Readonly<Record<string, number>> = { b: 10, v: 11, h: 12, u: 13, t: 14, r: 15 };

export const classLetters: readonly string[] = Object.keys(LETTERS).map((letter) => letter.toUpperCase());

/** What is on the cap of a class's key. */
export function classKey(numero: number): string {
  if (numero <= 9) return String(numero);
  return Object.keys(LETTERS)
    .find((letter) => LETTERS[letter] === numero)!
    .toUpperCase();
}

/** The class that a key means. */
export function classOfKey(event: KeyboardEvent): number | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  return figureOf(event) ?? LETTERS[event.key.toLowerCase()];
}
