/** Keys pressed together: what is on their caps, and how they are known. */
export interface Chord {
  /** names of caps: letters as they are, others by a name in `i18n/keys-*.ts` */
  readonly caps: readonly string[];
  /** without Ctrl or the like, and not Escape: the user can switch these off */
  readonly single: boolean;
  matches(event: KeyboardEvent): boolean;
}

const isPlain = ({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean => !ctrlKey && !metaKey && !altKey;

/** A letter or sign by what it writes, wherever it is: A and Q change places on AZERTY, `?` is on another key. */
export const sign = (written: string): Chord => ({
  caps: [written.toUpperCase()],
  single: true,
  matches: (event) => isPlain(event) && event.key.toLowerCase() === written,
});

export const named = (name: "Escape" | "Space"): Chord => ({
  caps: [name],
  single: name !== "Escape",
  matches: (event) => isPlain(event) && event.code === name,
});

/** The figures 1–9 by where they are: on AZERTY that row writes « & é " … », and figures with Shift only. */
export const figures: Chord = {
  caps: ["1–9"],
  single: true,
  matches: (event) => isPlain(event) && figureOf(event) !== undefined,
};

/** One of them. */
export const figure = (number: number): Chord => ({
  caps: [String(number)],
  single: true,
  matches: (event) => isPlain(event) && figureOf(event) === number,
});

export function figureOf({ code, key }: KeyboardEvent): number | undefined {
  const figure = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1];
  // Without Num Lock the pad's keys are arrows.
  return figure === undefined || (code.startsWith("Numpad") && key !== figure) ? undefined : Number(figure);
}

/** With Ctrl or, on a Mac, ⌘. */
export const withCtrl = (written: string, shift = false): Chord => ({
  caps: ["Ctrl", ...(shift ? ["Shift"] : []), written.toUpperCase()],
  single: false,
  matches: (event) =>
    (event.ctrlKey || event.metaKey) &&
    !event.altKey &&
    event.shiftKey === shift &&
    event.key.toLowerCase() === written,
});

/** For the list only: the map or the browser does it by itself. */
export const shown = (...caps: string[]): Chord => ({ caps, single: false, matches: () => false });
