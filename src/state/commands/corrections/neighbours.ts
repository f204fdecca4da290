import type { Zone } from "../../../core/vector/overlay/overlay.ts";

/** Whether two faces of a map lie along each other: their common border has the same points in both. */
export function haveCommonBorder(one: Zone, other: Zone): boolean {
  const sides = new Set(sidesOf(one));
  return sidesOf(other).some((side) => sides.has(side));
}

/** Every side of a face's rings, by its ends, whichever way it is walked. */
function sidesOf({ polygons }: Zone): string[] {
  const sides: string[] = [];
  for (const ring of polygons.flat()) {
    for (let at = 2; at < ring.length; at += 2) {
      const ends = [`${ring[at - 2]} ${ring[at - 1]}`, `${ring[at]} ${ring[at + 1]}`];
      sides.push(ends.sort().join(" "));
    }
  }
  return sides;
}
