import { CHECKED } from "../edits/edit.ts";
import { type Areas, borderLengths, measureFaces, measurePolygons } from "../vector/measure.ts";
import { overlapsOf } from "../vector/overlaps.ts";
import type { Zone } from "../vector/overlay/overlay.ts";
import { type ArtificialisationFigures, artificialisationFigures } from "./artificialisation.ts";
import { type ConfidenceBand, confidenceBands } from "./confidence-bands.ts";
import type { SurveyedMap } from "./surveyed-map.ts";

/** What a map says of a piece of ground: all of it, or a zone. Areas in m². */
export interface Summary {
  readonly area: Areas;
  /** by cover code, in the nomenclature's order */
  readonly classes: readonly ClassSummary[];
  readonly artificialisation: ArtificialisationFigures;
}

export interface ClassSummary extends Areas {
  readonly code: string;
  /** planimetric area, every face's times its mean confidence; null where confidence is not known */
  readonly confidenceWeighted: number | null;
  /** the part of the planimetric area that this is of: not what a person has corrected */
  readonly confidenceKnown: number;
}

/** What a person has looked at. */
export interface CheckedGround {
  readonly faces: number;
  /** m² */
  readonly planimetric: number;
}

export interface MapSummary extends Summary {
  /** m, planimetric, by cover code: borders with other codes, with no data and with the edge of the map */
  readonly perimeters: ReadonlyMap<string, number>;
  /** null where confidence is not known */
  readonly confidence: readonly ConfidenceBand[] | null;
  /** found right, and made right */
  readonly checked: { readonly accepted: CheckedGround; readonly corrected: CheckedGround };
}

export interface ZoneSummary extends Summary {
  /** of the zone that no face of the map covers, m² */
  readonly unmapped: Areas;
}

export function summariseMap(map: SurveyedMap): MapSummary {
  const { planimetric, ellipsoidal } = measureFaces(map);
  const parts = map.covers.map((_, face) => ({
    face,
    planimetric: planimetric[face]!,
    ellipsoidal: ellipsoidal[face]!,
  }));
  return {
    area: total(parts),
    ...figures(map, parts),
    perimeters: borderLengths(map, map.covers),
    confidence: confidenceBands(planimetric, map.faces.confidence, map.faces.checked),
    checked: {
      accepted: checkedGround(map, planimetric, CHECKED.accepted),
      corrected: checkedGround(map, planimetric, CHECKED.corrected),
    },
  };
}

function checkedGround({ faces: { checked } }: SurveyedMap, areas: Float64Array, as: number): CheckedGround {
  const found = { faces: 0, planimetric: 0 };
  checked?.forEach((state, face) => {
    if (state !== as) return;
    found.faces++;
    found.planimetric += areas[face]!;
  });
  return found;
}

/** By zone, in their order. Zones may overlap; each is told for itself. */
export function summariseZones(map: SurveyedMap, zones: readonly Zone[]): ZoneSummary[] {
  const parts = zones.map((): (Areas & { face: number })[] => []);
  for (const overlap of overlapsOf(map, zones)) parts[overlap.zone]!.push(overlap);
  return zones.map(({ polygons }, zone) => {
    const area = measurePolygons(polygons, map.grid.crs);
    const mapped = total(parts[zone]!);
    return {
      area,
      unmapped: {
        planimetric: Math.max(0, area.planimetric - mapped.planimetric),
        ellipsoidal: Math.max(0, area.ellipsoidal - mapped.ellipsoidal),
      },
      ...figures(map, parts[zone]!),
    };
  });
}

function figures(
  { faces, covers, artificialisation }: SurveyedMap,
  parts: readonly (Areas & { readonly face: number })[],
): Omit<Summary, "area"> {
  const byCode = new Map<string, { planimetric: number; ellipsoidal: number; weighted: number; known: number }>();
  for (const { face, planimetric, ellipsoidal } of parts) {
    const sums = byCode.get(covers[face]!) ?? { planimetric: 0, ellipsoidal: 0, weighted: 0, known: 0 };
    byCode.set(covers[face]!, sums);
    sums.planimetric += planimetric;
    sums.ellipsoidal += ellipsoidal;
    if (faces.checked?.[face] === CHECKED.corrected) continue;
    sums.weighted += planimetric * faces.confidence[face]!;
    sums.known += planimetric;
  }
  return {
    classes: [...byCode]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([code, { planimetric, ellipsoidal, weighted, known }]) => ({
        code,
        planimetric,
        ellipsoidal,
        confidenceWeighted: known === 0 || Number.isNaN(weighted) ? null : weighted,
        confidenceKnown: Number.isNaN(weighted) ? 0 : known,
      })),
    artificialisation: artificialisationFigures(parts, covers, artificialisation),
  };
}

function total(parts: readonly Areas[]): Areas {
  return {
    planimetric: parts.reduce((sum, part) => sum + part.planimetric, 0),
    ellipsoidal: parts.reduce((sum, part) => sum + part.ellipsoidal, 0),
  };
}
