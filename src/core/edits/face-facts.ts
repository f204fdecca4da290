import type { Point } from "../geo/affine.ts";
import { toPixel } from "../geo/affine.ts";
import { type Verdict, verdictByMatrix } from "../landcover/artificialisation.ts";
import { coverCodeOf } from "../landcover/class-mapping.ts";
import { OUTSIDE } from "../vector/coverage.ts";
import { measurePolygons } from "../vector/measure.ts";
import { isInZones } from "../vector/overlay/in-zones.ts";
import type { Zone } from "../vector/overlay/overlay.ts";
import { touches } from "../vector/overlay/touches.ts";
import type { CorrectedMap } from "./corrected-map.ts";
import { CHECKED } from "./edit.ts";
import { type FaceRing, faceHolding, partsOfRings, pointInside, ringsOf, zoneOf } from "./face-rings.ts";

/** What a person may want to know of a face. */
export interface FaceFacts {
  /** well inside it */
  readonly at: Point;
  readonly numero: number;
  /** OCS GE cover code */
  readonly cover: string;
  /** null where it is not known; a reference lends its uses when the map is exported */
  readonly use: string | null;
  /** by cover and use alone: what the decree's thresholds make of it is decided of the whole map, when it is exported */
  readonly verdict: Verdict;
  /** 0–1; null where it is not known */
  readonly confidence: number | null;
  /** planimetric */
  readonly areaSquareMetres: number;
  /** one of `CHECKED` */
  readonly checked: number;
  readonly shape: Zone;
}

/** The codes that a map brings, by face, as one opened from a file does. */
interface Coded {
  readonly covers?: readonly string[] | undefined;
}

/** The face at a place in the map's CRS; undefined where there is none. */
export function faceAt(corrected: CorrectedMap, covers: Coded["covers"], x: number, y: number): FaceFacts | undefined {
  const face = faceNumberAt(corrected, [x, y]);
  return face === OUTSIDE
    ? undefined
    : factsOf(corrected, covers, face, ringsOf(corrected.map, [face], "simple").get(face)!);
}

export function faceNumberAt({ map }: CorrectedMap, [x, y]: Point): number {
  const [column, row] = toPixel(map.grid.affine, x, y);
  return faceHolding(map, column * map.unit, row * map.unit);
}

/** Faces in an area, if there is one, that nobody has looked at, least sure first; of equally sure ones the largest. */
export function leastSure(
  corrected: CorrectedMap,
  covers: Coded["covers"],
  count: number,
  area: readonly Zone[] | undefined,
): FaceFacts[] {
  const { map } = corrected;
  const { confidence, checked, twiceArea } = map;
  const open: number[] = [];
  for (let face = 0; face < map.faceCount; face++) {
    if (checked.values[face] !== CHECKED.no || twiceArea.values[face] === 0) continue;
    if (!Number.isNaN(confidence.values[face]!)) open.push(face);
  }
  open.sort(
    (one, other) =>
      confidence.values[one]! - confidence.values[other]! || twiceArea.values[other]! - twiceArea.values[one]!,
  );
  const found: FaceFacts[] = [];
  // Their rings are looked up so many at once, for each look walks along all arcs.
  for (let from = 0, batch = count; from < open.length && found.length < count; from += batch, batch *= 2) {
    for (const [face, rings] of ringsOf(map, open.slice(from, from + batch), "simple")) {
      if (found.length === count) break;
      const facts = factsOf(corrected, covers, face, rings);
      if (area === undefined || isInZones(area, facts.at) || touches(facts.shape, area)) found.push(facts);
    }
  }
  return found;
}

function factsOf(
  { map }: CorrectedMap,
  covers: Coded["covers"],
  face: number,
  unsorted: readonly FaceRing[],
): FaceFacts {
  const rings = partsOfRings(unsorted)[0]!;
  const shape = zoneOf(map, rings);
  const keepsCode = covers !== undefined && map.reclassed.values[face] === 0;
  const cover = keepsCode ? covers[map.origin.values[face]!]! : coverCodeOf(map.asPlanarMap, face);
  const use = map.useOf(face) ?? null;
  const confidence = map.confidence.values[face]!;
  return {
    at: pointInside(map, rings),
    numero: map.numero.values[face]!,
    cover,
    use,
    verdict: verdictByMatrix(cover, use),
    confidence: Number.isNaN(confidence) ? null : confidence,
    areaSquareMetres: measurePolygons(shape.polygons, map.grid.crs).planimetric,
    checked: map.checked.values[face]!,
    shape,
  };
}
