import { showsPolygons } from "../../state/corrections.ts";
import type { App, State } from "../../state/store.ts";

type Read = App["engine"]["readClasses"];

/** Reads what the map shows of a result: the polygons that will be exported, or what they are made of. */
export function readShown(state: State, { readClasses, readMapped, readOpened }: App["engine"]): Read {
  if (showsPolygons(state)) return readMapped;
  return state.result?.from === "file" ? readOpened : readClasses;
}

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
