import { showsPolygons } from "../../state/corrections.ts";
import type { State } from "../../state/store.ts";

/** Differs whenever a window read before may have changed. */
export function shownKey(state: State): string {
  if (!showsPolygons(state)) return `${state.result?.revision}`;
  return `polygons ${numberOf(state.mapped!.corrected)}`;
}

const numbers = new WeakMap<object, number>();
let last = 0;

function numberOf(corrected: object): number {
  const known = numbers.get(corrected) ?? ++last;
  numbers.set(corrected, known);
  return known;
}
