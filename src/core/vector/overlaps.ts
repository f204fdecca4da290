import { OUTSIDE, type PlanarMap } from "./coverage.ts";
import { type Areas, areasOnMap } from "./measure.ts";
import { Moments } from "./moments.ts";
import { overlay, type Zone } from "./overlay/overlay.ts";

/** What a zone and a face have in common. */
export interface Overlap extends Areas {
  readonly zone: number;
  readonly face: number;
}

/** Every pair of zone and face that share ground, by zone, then by face. Cut exactly: see `overlay/snap.ts`. */
export function overlapsOf(map: PlanarMap, zones: readonly Zone[]): Overlap[] {
  const { lattice, pieces, walk, face, set, sets } = overlay(map, zones);
  // Ground by face and set of zones, numbered as it is met.
  const numbers = new Map<number, number>();
  const grounds: { face: number; set: number }[] = [];
  const groundOf = new Int32Array(2 * pieces.count).fill(-1);
  for (let edge = 0; edge < 2 * pieces.count; edge++) {
    if (face[edge] === OUTSIDE || sets.zonesOf(set[edge]!).length === 0) continue;
    const key = face[edge]! * sets.count + set[edge]!;
    let ground = numbers.get(key);
    if (ground === undefined) {
      ground = grounds.push({ face: face[edge]!, set: set[edge]! }) - 1;
      numbers.set(key, ground);
    }
    groundOf[edge] = ground;
  }
  const moments = new Moments(grounds.length);
  for (let piece = 0; piece < pieces.count; piece++) {
    const left = groundOf[2 * piece]!;
    const right = groundOf[2 * piece + 1]!;
    if (left === right) continue;
    walk.of(piece);
    for (let at = 1; at < walk.count; at++) {
      const ax = walk.x(at - 1);
      const ay = walk.y(at - 1);
      const bx = walk.x(at);
      const by = walk.y(at);
      // y counts downwards: what is on the left has its area counted backwards.
      if (left >= 0) moments.add(left, bx, by, ax, ay);
      if (right >= 0) moments.add(right, ax, ay, bx, by);
    }
  }
  const measure = areasOnMap(map.grid, lattice.unit);
  const found = new Map<number, { zone: number; face: number; planimetric: number; ellipsoidal: number }>();
  grounds.forEach(({ face, set }, ground) => {
    const { planimetric, ellipsoidal } = measure(moments.area(ground), ...moments.centroid(ground));
    for (const zone of sets.zonesOf(set)) {
      const key = zone * map.faces.count + face;
      const overlap = found.get(key) ?? { zone, face, planimetric: 0, ellipsoidal: 0 };
      found.set(key, overlap);
      overlap.planimetric += planimetric;
      overlap.ellipsoidal += ellipsoidal;
    }
  });
  return [...found.values()]
    .filter(({ planimetric }) => planimetric > 0)
    .sort((one, other) => one.zone - other.zone || one.face - other.face);
}
