import type { Artificialisation, Verdict } from "../landcover/artificialisation.ts";
import type { Coverage } from "../vector/coverage.ts";

/**
 * Two dates on one planar map: every face has one cover at each of them, and so one border for both, without gap or
 * overlap. Ground that only one of the two maps covers is not part of it.
 *
 * Where no change was kept (the same cover, a sliver along a border that only seems to have moved, a patch below the
 * smallest area) the earlier map holds at both dates, as in an OCS GE that is brought up to date by its differences. So
 * the figures of the later date are those of the earlier one plus the changes, to the square metre. Inside a change the
 * earlier date is the earlier map's but for crumbs (`narrow-parts.ts`), which `ComparedMap.absorbed` counts.
 *
 * `faces.numero` and `faces.pixels` are the later date's; `faces.confidence` is the product of both sides'.
 */
export interface ChangeMap extends Coverage {
  readonly before: DatedCover;
  readonly after: DatedCover;
}

/** What the ground was at one of the dates, by face. */
export interface DatedCover {
  /** OCS GE cover code */
  readonly covers: readonly string[];
  /** OCS GE use code, null where it is not known */
  readonly uses: readonly (string | null)[];
  readonly artificialisation: Artificialisation;
  /** 0–1; NaN where it is not known */
  readonly confidence: Float64Array;
}

export type DateName = "before" | "after";

/** The earlier one first. */
export const dateNames = ["before", "after"] as const satisfies readonly DateName[];

/** Whether a face is a change: its cover differs between the dates. */
export function isChange({ before, after }: ChangeMap, face: number): boolean {
  return before.covers[face] !== after.covers[face];
}

/**
 * What a change means for the ground's artificialisation. "artificialised": never before, certain after. "renatured":
 * the other way round. "depends-on-use": one of the two dates can only be told by the use. "other": as much, or as little,
 * artificialised as before.
 */
export type ChangeKind = "artificialised" | "renatured" | "depends-on-use" | "other";

/** In the order of lists and legends; maps number them from 1. */
export const changeKinds: readonly ChangeKind[] = ["artificialised", "renatured", "depends-on-use", "other"];

export function changeKindOf({ before, after }: ChangeMap, face: number): ChangeKind {
  return kindBetween(before.artificialisation.verdicts[face]!, after.artificialisation.verdicts[face]!);
}

/** Of ground whose cover has changed. */
export function kindBetween(was: Verdict, is: Verdict): ChangeKind {
  if (was === is) return was === "depends-on-use" ? "depends-on-use" : "other";
  if (was === "never" && is === "certain") return "artificialised";
  if (was === "certain" && is === "never") return "renatured";
  return "depends-on-use";
}
