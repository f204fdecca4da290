import { measureFaces } from "../vector/measure.ts";
import { overlapsOf } from "../vector/overlaps.ts";
import type { Zone } from "../vector/overlay/overlay.ts";
import { cosiaClasses } from "./cosia.ts";
import { coverClasses } from "./ocsge.ts";
import type { SurveyedMap } from "./surveyed-map.ts";

/** What a map may be compared by: OCS GE's cover codes, or CoSIA's numbers. */
export type Nomenclature = "ocsge" | "cosia";

/** All that a nomenclature does not know, as one class: what a stranger's column says may be anything, and much. */
export const OTHER_CODE = "autre";

/** A class as a stranger's file says it, or `OTHER_CODE`. */
export function knownCode(nomenclature: Nomenclature, code: string): string {
  return codesOf(nomenclature).includes(code) ? code : OTHER_CODE;
}

/** Somebody else's map of the same ground. */
export interface Reference {
  readonly nomenclature: Nomenclature;
  /** in the map's CRS; where they lie on each other the ground counts for each of them */
  readonly zones: readonly Zone[];
  /** class of each zone: `code_cs` or `numero`, as text, or `OTHER_CODE`; null where it has none */
  readonly codes: readonly (string | null)[];
}

/** Our map against a reference, ground by ground. Areas in m², planimetric. */
export interface Comparison {
  readonly nomenclature: Nomenclature;
  /** classes of either map, in the nomenclature's order; what it does not know comes last */
  readonly codes: readonly string[];
  /** `matrix[ours][theirs]`, by place in `codes` */
  readonly matrix: readonly (readonly number[])[];
  /**
   * by class of ours: ground that the reference does not cover. Where zones overlap this is too little, by what they count
   * twice, and 0 rather than negative: matrix and unmapped then add up to more than the map.
   */
  readonly unmapped: readonly number[];
}

/** Exact: the zones are cut out of the map (`overlapsOf`), nothing is rasterised. */
export function compare(map: SurveyedMap, { nomenclature, zones, codes: theirs }: Reference): Comparison {
  const ours = nomenclature === "ocsge" ? map.covers : Array.from(map.faces.numero, String);
  const overlaps = overlapsOf(map, zones).filter(({ zone }) => theirs[zone] !== null);
  const codes = inOrder(nomenclature, new Set([...ours, ...overlaps.map(({ zone }) => theirs[zone]!)]));
  const place = new Map(codes.map((code, index) => [code, index]));
  const matrix = codes.map(() => codes.map(() => 0));
  const unmapped = codes.map(() => 0);
  const { planimetric } = measureFaces(map);
  for (const [face, code] of ours.entries()) unmapped[place.get(code)!]! += planimetric[face]!;
  for (const { zone, face, planimetric: area } of overlaps) {
    const row = place.get(ours[face]!)!;
    matrix[row]![place.get(theirs[zone]!)!]! += area;
    unmapped[row]! -= area;
  }
  // What is left of a class that is covered whole is the rounding of sums.
  const least = 1e-9 * planimetric.reduce((sum, area) => sum + area, 0);
  return { nomenclature, codes, matrix, unmapped: unmapped.map((area) => (area > least ? area : 0)) };
}

/** Codes as the nomenclature has them, those it does not know last. */
export function inOrder(nomenclature: Nomenclature, codes: ReadonlySet<string>): string[] {
  const known = codesOf(nomenclature);
  const strange = [...codes].filter((code) => !known.includes(code)).sort();
  return [...known.filter((code) => codes.has(code)), ...strange];
}

const ocsgeCodes = coverClasses.map(({ code }) => code);
const cosiaCodes = cosiaClasses.map(({ numero }) => String(numero));
const codesOf = (nomenclature: Nomenclature): readonly string[] => (nomenclature === "ocsge" ? ocsgeCodes : cosiaCodes);

export interface Agreement {
  /** ground that both maps cover, m² */
  readonly compared: number;
  /** share of it that has the same class in both; NaN where there is none */
  readonly overall: number;
  /** by class: of the ground that is it in our map, in theirs, and in either, the share that is it in both */
  readonly byClass: readonly ClassAgreement[];
}

export interface ClassAgreement {
  /** m² of ground compared */
  readonly ours: number;
  readonly theirs: number;
  readonly both: number;
  /** "user's accuracy" and "producer's accuracy" of remote sensing, were the reference the truth, and their union; NaN without ground */
  readonly ofOurs: number;
  readonly ofTheirs: number;
  readonly ofEither: number;
}

export function agreementOf({ matrix }: Comparison): Agreement {
  const sum = (areas: readonly number[]): number => areas.reduce((total, area) => total + area, 0);
  const byClass = matrix.map((row, at) => {
    const ours = sum(row);
    const theirs = sum(matrix.map((other) => other[at]!));
    const both = row[at]!;
    return {
      ours,
      theirs,
      both,
      ofOurs: both / ours,
      ofTheirs: both / theirs,
      ofEither: both / (ours + theirs - both),
    };
  });
  const compared = sum(byClass.map(({ ours }) => ours));
  return { compared, overall: sum(byClass.map(({ both }) => both)) / compared, byClass };
}
