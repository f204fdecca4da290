import type { ChangeFacts } from "../change/change-facts.ts";
import type { DateName } from "../change/change-map.ts";
import type { SideFacts, Weakness } from "../change/comparability.ts";
import type { ChangeFigures } from "../change/figures.ts";
import type { ChangeSettings } from "../change/settings.ts";
import { standingOf } from "../change/sum-figures.ts";
import type { Bounds } from "../geo/bounds.ts";
import type { Crs } from "../geo/crs.ts";
import type { Misregistration } from "../registration/misregistration.ts";
import type { Sample } from "../sample/sample.ts";
import type { Zone } from "../vector/overlay/overlay.ts";
import type { ReportedModel } from "./report.ts";

/** What the printed report of two dates says, before it is put into words. */
export interface ChangeReport {
  readonly of: "change";
  /** ISO 8601 */
  readonly created: string;
  readonly sides: Readonly<Record<DateName, ReportedSide>>;
  /** all that weakens the comparison, to be repeated */
  readonly weaknesses: readonly Weakness[];
  /** the user has said yes to maps of different models */
  readonly modelsAccepted: boolean;
  readonly settings: ChangeSettings;
  /** as in `ChangeRecord` */
  readonly area?: { readonly name: string } | undefined;
  /** undefined: nobody has looked; null: the images could not be matched */
  readonly misregistration: Misregistration | null | undefined;
  /** of the change map */
  readonly crs: Crs;
  /** what its pictures show */
  readonly bounds: Bounds;
  readonly figures: ChangeFigures;
  /** those that the figures count, the largest first */
  readonly changes: readonly ChangeFacts[];
  readonly zones:
    | {
        readonly file: string;
        readonly list: readonly { readonly name: string; readonly zone: Zone; readonly figures: ChangeFigures }[];
      }
    | undefined;
  /** where points were drawn of the change map, answered or not */
  readonly sample: Sample | undefined;
}

export interface ReportedSide extends SideFacts {
  /** its photograph is here, and is shown */
  readonly photograph: boolean;
  /** undefined where it is not of this machine: `model` then is all that its map says */
  readonly modelCard: ReportedModel | undefined;
}

/** So many changes are told one by one. */
export const LARGEST_SHOWN = 10;

/** The changes that figures count, the largest first: a rejected one counts nothing. */
export function countedChanges(changes: readonly ChangeFacts[]): ChangeFacts[] {
  return changes
    .filter((change) => standingOf(change) !== "rejected")
    .toSorted((one, other) => other.squareMetres - one.squareMetres || one.id - other.id);
}

/** Dots of a printed picture. A change that is nowhere as long is marked by a square of this side, or nobody would see it. */
export const LEAST_DOTS = 3;

/** @param dot map units */
export function isBelowScale({ bounds: [minX, minY, maxX, maxY] }: Pick<ChangeFacts, "bounds">, dot: number): boolean {
  return Math.max(maxX - minX, maxY - minY) < LEAST_DOTS * dot;
}

/** What land take is at least and at most, whatever the uses that are not known turn out to be; m². */
export interface TakeRange {
  readonly least: number;
  readonly most: number;
}

export function takeRanges({ landTake }: ChangeFigures): Record<"artificialised" | "renatured" | "net", TakeRange> {
  const { artificialised, renatured, net, mayBeArtificialised, mayBeRenatured } = landTake;
  return {
    artificialised: { least: artificialised, most: artificialised + mayBeArtificialised },
    renatured: { least: renatured, most: renatured + mayBeRenatured },
    net: { least: net - mayBeRenatured, most: net + mayBeArtificialised },
  };
}

/** How much of what was found a person has looked at, rejected changes among it; 0–1, null where nothing was found. */
export interface ShareReviewed {
  readonly count: number;
  readonly ofAll: number;
  readonly byCount: number | null;
  readonly byArea: number | null;
}

export function shareReviewed({ changes: { reviewed, unreviewed, rejected } }: ChangeFigures): ShareReviewed {
  const count = reviewed.count + rejected.count;
  const ofAll = count + unreviewed.count;
  const area = reviewed.squareMetres + rejected.squareMetres;
  const whole = area + unreviewed.squareMetres;
  return {
    count,
    ofAll,
    byCount: ofAll === 0 ? null : count / ofAll,
    byArea: whole === 0 ? null : area / whole,
  };
}

/** What of the ground is not as it was, whatever it means for artificialisation; m². */
export function changedGround({ flows }: ChangeFigures): number {
  return flows.reduce(
    (sum, row, before) => sum + row.reduce((of, area, after) => (before === after ? of : of + area), 0),
    0,
  );
}
