import { showsPolygons } from "../../state/corrections.ts";
import type { State } from "../../state/store.ts";
import { numberOf } from "../number-of.ts";

/** Differs whenever a window read before may have changed. */
export function shownKey(state: State): string {
  if (!showsPolygons(state)) return `${state.result?.revision}`;
  return `polygons ${numberOf(state.mapped!.corrected)}`;
}
