import { BROADLEAVES, CONIFERS } from "../landcover/stands.ts";
import { CHECKED, type EditTarget } from "./edit.ts";
import type { EditableMap } from "./editable-map.ts";

/** Whether a face is what a correction wants it to be. */
export function isAlready(map: EditableMap, face: number, { numero, use }: EditTarget): boolean {
  if (numero !== undefined && map.numero.values[face] !== numero) return false;
  if (use === undefined) return true;
  // One that is taken away has to be said: a reference may still lend one.
  return use === null ? map.said.values[face] === map.useNumber(null) : map.useOf(face) === use;
}

/** A face becomes what a person says. */
export function describe(map: EditableMap, face: number, { numero, use }: EditTarget): void {
  if (numero !== undefined && map.numero.values[face] !== numero) {
    map.numero.set(face, numero);
    map.reclassed.set(face, 1);
    map.conifers.set(face, numero === CONIFERS ? map.pixels.values[face]! : 0);
    map.broadleaves.set(face, numero === BROADLEAVES ? map.pixels.values[face]! : 0);
  }
  if (use !== undefined) map.said.set(face, map.useNumber(use));
  map.checked.set(face, CHECKED.corrected);
  map.confidence.set(face, Number.NaN);
}

/** A face counts a share of what it did: of pixels, and of the trees among them. */
export function grow(map: EditableMap, face: number, share: number): void {
  for (const column of [map.pixels, map.conifers, map.broadleaves]) column.set(face, column.values[face]! * share);
}
