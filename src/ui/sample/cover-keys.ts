import { coverClasses } from "../../core/landcover/ocsge.ts";
import { figureOf } from "../keys/chords.ts";

/** Covers beyond the ninth: a letter of the French name each, none of which the page uses for itself. */
const LETTERS: Readonly<Record<string, string>> = {
  m: "CS2.1.1.3",
  b: "CS2.1.2",
  v: "CS2.1.3",
  h: "CS2.2.1",
  t: "CS2.2.2",
};

/** What is on their caps. */
export const coverLetters = Object.keys(LETTERS).map((letter) => letter.toUpperCase());

/** Says that it cannot be told. */
export const UNSURE_KEY = "X";

/** What is on the cap of a cover's key. */
export function coverKey(code: string): string {
  const letter = Object.keys(LETTERS).find((one) => LETTERS[one] === code);
  return letter?.toUpperCase() ?? String(coverClasses.findIndex((cover) => cover.code === code) + 1);
}

/** What a key says of a place. */
export function coverOfKey(event: KeyboardEvent): string | "unsure" | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const figure = figureOf(event);
  if (figure !== undefined) return coverClasses[figure - 1]!.code;
  const letter = event.key.toLowerCase();
  return letter === UNSURE_KEY.toLowerCase() ? "unsure" : LETTERS[letter];
}
