import type { Point } from "../geo/affine.ts";

/**
 * What a person has said of one change. All together they are a list, one to a change at most; the change map is always
 * derived of it: the two maps, the settings, then the decisions.
 */
export interface ChangeDecision {
  /** inside the change, in the map's CRS */
  readonly at: Point;
  /** the change as it was when it was decided: another one at the same place is nobody's decision */
  readonly was: { readonly before: string; readonly after: string; readonly squareMetres: number };
  /** "rejected": no change, the earlier cover holds; undefined: only a comment so far */
  readonly verdict: "accepted" | "rejected" | undefined;
  /** cover codes that the person has set in the place of the maps'; they may be equal, and then it is no change */
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly comment: string;
}

/** A change of which the area differs by more than this share is another one than was decided. */
const SAME_AREA = 0.01;

/** Whether a change at the place of a decision is the one that it was made on. */
export function isDecidedOn({ was }: ChangeDecision, found: ChangeDecision["was"]): boolean {
  return (
    was.before === found.before &&
    was.after === found.after &&
    Math.abs(was.squareMetres - found.squareMetres) <= SAME_AREA * found.squareMetres
  );
}

/** Of two decisions on one change: what comes from another thread is a copy. */
export function saysTheSame(one: ChangeDecision, other: ChangeDecision): boolean {
  return (["verdict", "before", "after", "comment"] as const).every((field) => one[field] === other[field]);
}

/** The same said of the same ground once the two dates have changed places. */
export function turnedRound({ was, before, after, ...said }: ChangeDecision): ChangeDecision {
  return { ...said, was: { ...was, before: was.after, after: was.before }, before: after, after: before };
}
