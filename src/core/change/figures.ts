import type { Verdict } from "../landcover/artificialisation.ts";
import type { ChangeKind } from "./change-map.ts";

/** What a change map says of a piece of ground, the whole or a zone. Areas in m², planimetric. */
export interface ChangeFigures {
  /** ground that both maps cover */
  readonly compared: number;
  /** of a zone: its ground that is not compared; of the whole: ground that one of the two maps covers alone */
  readonly uncompared: number;
  /** cover codes of either date, in the nomenclature's order */
  readonly codes: readonly string[];
  /** `flows[before][after]`, by place in `codes` */
  readonly flows: readonly (readonly number[])[];
  /** `verdicts[before][after]`, by place in `verdictOrder` */
  readonly verdicts: readonly (readonly number[])[];
  readonly landTake: LandTake;
  /** of what is shown as a change */
  readonly changes: {
    readonly reviewed: ChangeTotals;
    readonly unreviewed: ChangeTotals;
    readonly rejected: ChangeTotals;
  };
}

export const verdictOrder: readonly Verdict[] = ["certain", "depends-on-use", "never"];

/** What was taken and given back. Gross: the two together. */
export interface LandTake {
  /** never before, certain after */
  readonly artificialised: number;
  /** certain before, never after */
  readonly renatured: number;
  /** artificialised − renatured */
  readonly net: number;
  /** ground whose change can only be told by the use: by as much the two others may be larger */
  readonly mayBeArtificialised: number;
  readonly mayBeRenatured: number;
}

export interface ChangeTotals {
  readonly count: number;
  readonly squareMetres: number;
  readonly byKind: Readonly<Record<ChangeKind, number>>;
}
