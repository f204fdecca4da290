import type { Zone } from "../vector/overlay/overlay.ts";

/**
 * A correction by the user. All together they are a list that is replayed on whatever map the class raster gives: a map
 * generalised otherwise keeps every one of them. Coordinates are in the map's CRS.
 */
export type Edit = FaceEdit | ShapeEdit | Acceptance;

/** What a correction says of a piece of ground. What is left out stays as it was. */
export interface EditTarget {
  /** CoSIA `numero`, 1–15 */
  readonly numero?: number;
  /** OCS GE use code; null takes one away */
  readonly use?: string | null;
}

/** A whole face is something else: the one that holds `at`, as long as it is of the class that it was. */
export interface FaceEdit {
  readonly kind: "face";
  readonly at: readonly [x: number, y: number];
  /** numero when it was corrected */
  readonly was: number;
  /** its ground then: where no such face is at `at` any more, this is what is corrected */
  readonly shape: Zone;
  readonly to: EditTarget;
}

/** The ground inside a shape is something else, whatever faces lie there. */
export interface ShapeEdit {
  readonly kind: "shape";
  /** with which tool it was made */
  readonly by: "brush" | "split";
  readonly shape: Zone;
  readonly to: EditTarget;
}

/** A face was looked at and found right. */
export interface Acceptance {
  readonly kind: "accept";
  readonly at: readonly [x: number, y: number];
  readonly was: number;
  /** its area then: a face much larger or smaller at `at` is another one, which nobody has looked at */
  readonly squareMetres: number;
}

/** What a person has done to a face; the numbers stand in `Faces.checked`. */
export const CHECKED = { no: 0, accepted: 1, corrected: 2 } as const;

/** The same in a file's column, by number: French, as everything in an export. */
export const checkedLabels: readonly string[] = ["non", "vérifié", "corrigé"];

/** How many polygons were looked at and found right, and how many corrections were made. */
export interface EditCounts {
  readonly verifications: number;
  readonly corrections: number;
}

export function countEdits(edits: readonly Edit[]): EditCounts {
  const verifications = edits.filter(({ kind }) => kind === "accept").length;
  return { verifications, corrections: edits.length - verifications };
}
