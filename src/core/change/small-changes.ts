import { toMap, toPixel } from "../geo/affine.ts";
import { minAreaOf, type Preset } from "../landcover/presets.ts";
import { ArcLines } from "../vector/arc-lines.ts";
import { leftOf, OUTSIDE, type PlanarMap } from "../vector/coverage.ts";
import { groupsAcross } from "../vector/groups.ts";
import { measureFaces } from "../vector/measure.ts";
import { nearestLeft } from "../vector/overlay/nearest-left.ts";

/**
 * Changed ground without what is too small to be mapped at all. A change is judged as the connected ground it is: a plot
 * that became a house, a yard and a lawn is one, for all of it was field; so is a house on what were two plots. Neighbours
 * that have neither what they were nor what they became in common only happen to touch. It goes where its area is below
 * the least of `leastAreas` in it; of exactly that area it stays.
 * @param changed by face, 1 or 0
 * @param covers by face at either date
 * @param leastAreas by face, m²
 */
export function withoutSmall(
  map: PlanarMap,
  changed: Uint8Array,
  [before, after]: readonly [before: readonly string[], after: readonly string[]],
  leastAreas: ArrayLike<number>,
): Uint8Array {
  const { planimetric } = measureFaces(map);
  const { count, of } = groupsAcross(
    map,
    (one, other) =>
      changed[one] === 1 && changed[other] === 1 && (before[one] === before[other] || after[one] === after[other]),
  );
  const areas = new Float64Array(count);
  const least = new Float64Array(count).fill(Infinity);
  for (let face = 0; face < of.length; face++) {
    const group = of[face]!;
    areas[group] = areas[group]! + planimetric[face]!;
    least[group] = Math.min(least[group]!, leastAreas[face]!);
  }
  // 12 500 pixels of 0.04 m² are 500 m², whatever the last binary digit says.
  return changed.map((value, face) => value & Number(areas[of[face]!]! >= least[of[face]!]! * (1 - 1e-9)));
}

/** Which smallest area holds at each face, m². */
export interface Thresholds {
  /** one for all, where the user has said so */
  readonly squareMetres: number | undefined;
  /** what the map whose thresholds hold was made with; without it every change counts */
  readonly preset: Preset | undefined;
  /** that map's zone construite, inside of which OCS GE takes up more */
  readonly builtZone: PlanarMap | undefined;
}

/**
 * The least area of the two classes of a face. One that comes into the zone construite with any of its border is judged as
 * inside it.
 * @param numeros CoSIA classes by face at either date
 * @param changed the faces that are asked for, by face
 */
export function leastAreasOf(
  map: PlanarMap,
  numeros: readonly [before: Uint8Array, after: Uint8Array],
  changed: Uint8Array,
  { squareMetres, preset, builtZone }: Thresholds,
): Float64Array {
  if (squareMetres !== undefined || preset === undefined)
    return new Float64Array(changed.length).fill(squareMetres ?? 0);
  const [before, after] = numeros;
  const least = (areas: Parameters<typeof minAreaOf>[0], face: number): number =>
    Math.min(minAreaOf(areas, before[face]!), minAreaOf(areas, after[face]!));
  if (preset.id !== "ocsge") return Float64Array.from(changed, (_, face) => least(preset.minAreas, face));
  const inside = builtZone === undefined ? new Uint8Array(changed.length) : metBy(builtZone, map, changed);
  return Float64Array.from(changed, (_, face) =>
    least(inside[face] === 1 ? preset.insideZone : preset.outsideZone, face),
  );
}

/** By face: 1 where an arc of its border begins inside a zone. */
function metBy(zone: PlanarMap, { grid, unit, arcs }: PlanarMap, wanted: Uint8Array): Uint8Array {
  const isWanted = (face: number): boolean => face !== OUTSIDE && wanted[face] === 1;
  const asked: number[] = [];
  const places: { x: number; y: number }[] = [];
  for (let arc = 0; arc < arcs.count; arc++) {
    if (!isWanted(arcs.left[arc]!) && !isWanted(arcs.right[arc]!)) continue;
    const first = 2 * arcs.offsets[arc]!;
    const on = toMap(grid.affine, arcs.points[first]! / unit, arcs.points[first + 1]! / unit);
    const [x, y] = toPixel(zone.grid.affine, ...on);
    asked.push(arc);
    places.push({ x: x * zone.unit, y: y * zone.unit });
  }
  const lines = new ArcLines(zone.arcs);
  const found = nearestLeft({ count: zone.arcs.count }, lines, () => true, places);
  const inside = new Uint8Array(wanted.length);
  asked.forEach((arc, place) => {
    const edge = found[place]!;
    if (edge < 0 || leftOf(zone.arcs, edge) === OUTSIDE) return;
    for (const face of [arcs.left[arc]!, arcs.right[arc]!]) if (isWanted(face)) inside[face] = 1;
  });
  return inside;
}
