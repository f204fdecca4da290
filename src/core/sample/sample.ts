import type { Point } from "../geo/affine.ts";
import type { Verdict } from "../landcover/artificialisation.ts";

/** Ground that points are drawn from together: a class of the map, or a kind of change. */
export interface Stratum {
  /** "CS2.1.1.1", or a kind of change, or "stable-certain" … */
  readonly id: string;
  readonly squareMetres: number;
}

/** Known among the files that are dropped; a browser that saves it twice puts a number before the last ending. */
export function isSampleFile(fileName: string): boolean {
  return /\.ocsol-echantillon[^/]*\.json$/i.test(fileName);
}

/** A stratified random sample, and what was found at each of its points. */
export interface Sample {
  /** of the map, or of the change map */
  readonly of: "map" | "change";
  /** the same seed on the same map gives the same points */
  readonly seed: number;
  readonly strata: readonly Stratum[];
  readonly points: readonly SamplePoint[];
  /** what was asked for when it was drawn */
  readonly design: SampleDesign;
}

export interface SampleDesign {
  /** standard error that overall accuracy is to have; undefined where the user has said how many points */
  readonly standardError: number | undefined;
  /** points to a stratum at least */
  readonly least: number;
}

export interface SamplePoint {
  /** from 1, in the order of interpretation, which does not follow the strata */
  readonly number: number;
  /** map coordinates */
  readonly at: Point;
  /** place in `strata` */
  readonly stratum: number;
  /** what the map says of the place, which the interpreter is not told; of a sample of one map there is no `before` */
  readonly mapped: { readonly before?: MappedGround | undefined; readonly after: MappedGround };
  /** what the interpreter, who does not know the stratum, has seen; undefined until then */
  readonly answer: SampleAnswer | undefined;
}

/** The ground at a point at one date, as the map has it. */
export interface MappedGround {
  readonly cover: string;
  readonly use: string | null;
  readonly verdict: Verdict;
}

/** Cover codes; of a sample of one map `before` is not asked. "unsure": it cannot be told, and counts as no point. */
export interface SampleAnswer {
  readonly before?: string | undefined;
  readonly after: string | "unsure";
  readonly comment: string;
  /** name of the layer that it was taken from; undefined where a person has seen it */
  readonly by?: string | undefined;
}
