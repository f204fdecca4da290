import type { EditableMap } from "./editable-map.ts";
import { grow } from "./face-attributes.ts";
import { partsOfRings, ringsOf } from "./face-rings.ts";

/** Makes faces of their own of the parts of faces that have fallen apart; the largest part stays the face. */
export function splitFaces(map: EditableMap, faces: Iterable<number>): void {
  const left = Array.from(faces).filter((face) => map.twiceArea.values[face] !== 0);
  for (const [face, rings] of ringsOf(map, left, "ground")) {
    const [, ...others] = partsOfRings(rings);
    const whole = map.twiceArea.values[face]!;
    for (const part of others) {
      const fresh = map.addFace(face);
      for (const edge of part.flatMap(({ edges }) => edges)) {
        const arc = edge >> 1;
        if (edge & 1) map.setSides(arc, map.left.values[arc]!, fresh);
        else map.setSides(arc, fresh, map.right.values[arc]!);
      }
      grow(map, fresh, map.twiceArea.values[fresh]! / whole);
    }
    if (others.length > 0) grow(map, face, map.twiceArea.values[face]! / whole);
  }
}
