import type { FinishedMap } from "../edits/corrected-map.ts";
import { clip } from "../vector/clip.ts";
import type { Coverage } from "../vector/coverage.ts";
import type { LandCoverMap } from "../vector/land-cover-map.ts";
import { measureFaces } from "../vector/measure.ts";
import { overlapsOf } from "../vector/overlaps.ts";
import type { Zone } from "../vector/overlay/overlay.ts";
import { artificialisation } from "./artificialisation.ts";
import { type ClassMapping, coverCodes } from "./class-mapping.ts";
import { type MapSummary, summariseMap, summariseZones, type ZoneSummary } from "./summary.ts";
import type { SurveyedMap } from "./surveyed-map.ts";
import { usesByOverlap } from "./uses.ts";

/** What a user brings to a map, in the map's CRS. */
export interface SurveyOptions {
  readonly mapping?: ClassMapping | undefined;
  /** polygons of an existing OCS GE and the `code_us` of each */
  readonly useLayer?: { readonly zones: readonly Zone[]; readonly uses: readonly (string | null)[] } | undefined;
  /** the area of interest, all its zones together: nothing outside it is kept */
  readonly area?: readonly Zone[] | undefined;
  /** zones to be told apart in a table */
  readonly zones?: readonly Zone[] | undefined;
}

export interface Survey {
  /** cut to the area */
  readonly map: SurveyedMap;
  readonly summary: MapSummary;
  readonly zones: readonly ZoneSummary[];
}

/**
 * From classes to figures: cover codes, uses, artificialisation, the cut, then what lies in it and in each zone. What
 * depends on a face's surroundings is decided before the cut, on the whole map: a pool on the border is still in its
 * garden, and an island of open ground cut in two is still the size it is.
 * @throws AppError "argument-invalid" for a class without rule or a use that OCS GE does not have
 */
export function survey(whole: LandCoverMap, { mapping, useLayer, area, zones = [] }: SurveyOptions): Survey {
  const covers = coverCodes(whole, mapping);
  const lent = useLayer === undefined ? covers.map(() => null) : usesIn(whole, useLayer);
  return decided(whole, covers, asSaid(whole, lent), area, zones);
}

/**
 * The same of a map that has its codes already, as one opened from a file has: they stay. A use layer says the uses
 * where it has one, and artificialisation is decided anew of them.
 */
export function resurvey(whole: SurveyedMap, { useLayer, area, zones = [] }: Omit<SurveyOptions, "mapping">): Survey {
  if (useLayer === undefined) return told(cutTo(whole, area), zones);
  const uses = usesIn(whole, useLayer).map((use, face) => use ?? whole.uses[face]!);
  return decided(whole, whole.covers, asSaid(whole, uses), area, zones);
}

/**
 * A map opened from a file after corrections: what they left alone keeps its codes, what is of another class now has the
 * cover of that class.
 */
export function corrected(before: SurveyedMap, { coverage, origin, isReclassed }: FinishedMap): SurveyedMap {
  const { builtZone, artificialisation: known } = before;
  const map = { ...coverage, ...(builtZone && { builtZone }) };
  const ofClass = isReclassed.includes(1) ? coverCodes(map) : [];
  const covers = Array.from(origin, (face, at) => (isReclassed[at] === 1 ? ofClass[at]! : before.covers[face]!));
  const uses = asSaid(
    map,
    Array.from(origin, (face) => before.uses[face]!),
  );
  // Faces that were only looked at are as they were, and so is what was decided of them before they were cut out.
  const isAsBefore =
    ofClass.length === 0 &&
    map.faces.said === undefined &&
    origin.length === before.faces.count &&
    origin.every((face, at) => face === at);
  return { ...map, covers, uses, artificialisation: isAsBefore ? known : artificialisation(map, covers, uses) };
}

/** What a user has said of faces goes before what is known from elsewhere. */
function asSaid({ faces }: Coverage, uses: readonly (string | null)[]): (string | null)[] {
  return uses.map((use, face) => {
    const said = faces.said?.[face];
    return said === undefined ? use : said;
  });
}

function decided(
  whole: LandCoverMap,
  covers: readonly string[],
  uses: readonly (string | null)[],
  area: readonly Zone[] | undefined,
  zones: readonly Zone[],
): Survey {
  return told(
    cutTo({ ...whole, covers, uses, artificialisation: artificialisation(whole, covers, uses) }, area),
    zones,
  );
}

function usesIn(map: LandCoverMap, { zones, uses }: NonNullable<SurveyOptions["useLayer"]>): (string | null)[] {
  return usesByOverlap(measureFaces(map).planimetric, overlapsOf(map, zones), uses);
}

function cutTo(whole: SurveyedMap, area: readonly Zone[] | undefined): SurveyedMap {
  if (area === undefined) return whole;
  const { coverage, faceOf } = clip(whole, area);
  const pick = <T>(values: ArrayLike<T>): T[] => Array.from(faceOf, (face) => values[face]!);
  const builtZone = whole.builtZone && clip(whole.builtZone, area).coverage;
  return {
    ...coverage,
    ...(builtZone && { builtZone }),
    covers: pick(whole.covers),
    uses: pick(whole.uses),
    artificialisation: {
      verdicts: pick(whole.artificialisation.verdicts),
      byThreshold: Uint8Array.from(pick(whole.artificialisation.byThreshold)),
    },
  };
}

function told(map: SurveyedMap, zones: readonly Zone[]): Survey {
  return {
    map,
    summary: summariseMap(map),
    zones: zones.length === 0 ? [] : summariseZones(map, zones),
  };
}
