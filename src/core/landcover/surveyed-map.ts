import type { LandCoverMap } from "../vector/land-cover-map.ts";
import type { Artificialisation } from "./artificialisation.ts";

/** A map with what has been decided of each of its faces: what an export writes and a report counts. */
export interface SurveyedMap extends LandCoverMap {
  /** cover code by face */
  readonly covers: readonly string[];
  /** use code by face, null where it is not known */
  readonly uses: readonly (string | null)[];
  readonly artificialisation: Artificialisation;
}
