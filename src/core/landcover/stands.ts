/**
 * Pure and mixed stands of trees. A stand is a face of the generalised map, and what counts is the pixels that went into
 * it: generalisation gives a clump of pines too small for a face of its own to the oaks around it, and remembers how
 * many pixels they were. A map that nothing was merged in has pure stands only.
 *
 * Refused: joining neighbouring stands to look at their shares. A wood of 10 ha of pines beside 100 ha of oaks would be
 * one stand of oaks; in OCS GE a stand that reaches the collection threshold, which is what presets merge below, is a
 * stand of its own.
 */
import type { Faces } from "../vector/coverage.ts";

/** CoSIA numbers */
export const CONIFERS = 8;
export const BROADLEAVES = 9;

/** By face: pixels of conifers and of broad-leaved trees that it was made of, whatever its class has become. */
export interface Wood {
  readonly conifers: Uint32Array | Float64Array;
  readonly broadleaves: Uint32Array | Float64Array;
}

/** The wood in each of `count` unions of faces, where face `f` goes to union `unionOf[f]`. */
export function woodOf(faces: Faces, unionOf: Int32Array, count: number): Wood {
  const conifers = new Uint32Array(count);
  const broadleaves = new Uint32Array(count);
  for (let face = 0; face < faces.count; face++) {
    const union = unionOf[face]!;
    conifers[union] = conifers[union]! + conifersIn(faces, face);
    broadleaves[union] = broadleaves[union]! + broadleavesIn(faces, face);
  }
  return { conifers, broadleaves };
}

/** Share of conifers among the trees of a face, 0–1; NaN where there are none. */
export function coniferShare(faces: Faces, face: number): number {
  const conifers = conifersIn(faces, face);
  return conifers / (conifers + broadleavesIn(faces, face));
}

function conifersIn({ numero, pixels, wood }: Faces, face: number): number {
  return wood?.conifers[face] ?? (numero[face] === CONIFERS ? pixels[face]! : 0);
}

function broadleavesIn({ numero, pixels, wood }: Faces, face: number): number {
  return wood?.broadleaves[face] ?? (numero[face] === BROADLEAVES ? pixels[face]! : 0);
}
