import { polygonPixels } from "./areas.ts";
import { type Coverage, OUTSIDE, type PlanarMap } from "./coverage.ts";
import { overlay, type Zone } from "./overlay/overlay.ts";
import { EMPTY_SET } from "./overlay/zone-sets.ts";
import { assemble, keptSlots, partsOf } from "./parts.ts";
import { withRings } from "./rings.ts";

/** A cut map and where its faces come from. */
export interface Clipped {
  readonly coverage: Coverage;
  /** the face of the whole map that each face of the cut one is, or is a part of */
  readonly faceOf: Int32Array;
}

/**
 * What lies inside `area` of a map, where any of its zones is: a coverage again, in which neighbours share their border and the cut is one line
 * for both sides. A face that the cut takes apart becomes several, in its place. Faces that the cut does not meet keep
 * their borders to the last bit; the map's `unit` becomes finer where it was too coarse for the cut.
 *
 * Of a face that is cut, each part keeps the class, the trees and the mean confidence of the whole; its `pixels` are those
 * of its area, one at least.
 */
export function clip(map: PlanarMap, area: readonly Zone[]): Clipped {
  const laid = overlay(map, area);
  const { unit } = laid.lattice;
  const inside = laid.face.map((face, edge) => (laid.set[edge] === EMPTY_SET ? OUTSIDE : face));
  const kept = keptSlots(laid, (piece) => inside[2 * piece] !== inside[2 * piece + 1]);
  const { partOf, faceOf, pixels } = partsOf(laid, kept, inside);
  const { grid, faces } = map;
  const wholePixels = polygonPixels(map);
  const cut = {
    count: faceOf.length,
    numero: Uint8Array.from(faceOf, (face) => faces.numero[face]!),
    pixels: Uint32Array.from(faceOf, (face, part) =>
      pixels[part] === wholePixels[face] ? faces.pixels[face]! : Math.max(1, Math.round(pixels[part]!)),
    ),
    confidence: Float64Array.from(faceOf, (face) => faces.confidence[face]!),
    wood: faces.wood && {
      conifers: Float64Array.from(faceOf, (face) => faces.wood!.conifers[face]!),
      broadleaves: Float64Array.from(faceOf, (face) => faces.wood!.broadleaves[face]!),
    },
    checked: faces.checked && Uint8Array.from(faceOf, (face) => faces.checked![face]!),
    said: faces.said && Array.from(faceOf, (face) => faces.said![face]),
  };
  return { coverage: withRings({ grid, unit, faces: cut, ...assemble(laid, kept, partOf) }), faceOf };
}
