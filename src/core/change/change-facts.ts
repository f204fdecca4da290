import type { Point } from "../geo/affine.ts";
import type { Bounds } from "../geo/bounds.ts";
import type { Verdict } from "../landcover/artificialisation.ts";
import type { ChangeKind } from "./change-map.ts";
import type { ChangeDecision } from "./decision.ts";

/** A change, a face of the change map, as a list or a card shows it. */
export interface ChangeFacts {
  /** its number among the changes before any decision: the same until the map is made with other settings */
  readonly id: number;
  readonly kind: ChangeKind;
  /** as decided, where somebody has; `found` is what the maps say */
  readonly before: DatedFacts;
  readonly after: DatedFacts;
  readonly found: { readonly before: string; readonly after: string };
  readonly squareMetres: number;
  /** product of both sides', 0–1; null where one is not known */
  readonly confidence: number | null;
  /** a point well inside it, map coordinates */
  readonly at: Point;
  readonly bounds: Bounds;
  readonly decision: ChangeDecision | undefined;
}

export interface DatedFacts {
  readonly cover: string;
  readonly use: string | null;
  readonly verdict: Verdict;
}

/** By which a change is called, the same on the screen, in the report and in the GeoPackage (`OCSOL_CH_0000012`). */
export const numberOf = ({ id }: Pick<ChangeFacts, "id">): number => id + 1;
