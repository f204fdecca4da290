import { type DateName, dateNames } from "../core/change/change-map.ts";
import type { SideFacts } from "../core/change/comparability.ts";
import type { ChangeDecision } from "../core/change/decision.ts";
import type { ChangeSettings } from "../core/change/settings.ts";
import type { Area } from "../core/ports/area.ts";
import type { SceneChoice } from "../core/ports/scene-choice.ts";
import type { Misregistration } from "../core/registration/misregistration.ts";
import type { Sample } from "../core/sample/sample.ts";
import type { Zone } from "../core/vector/overlay/overlay.ts";
import { dropPassing, keptDatabase } from "./kept-database.ts";
import type { KeptImage } from "./kept-work.ts";

export const COMPARISONS_DATABASE = "ocsol-change";
const COMPARISONS = "comparisons";
/** Maps, by comparison and date: written once, while what is decided of them is written again and again. */
const FILES = "files";
/** Of comparisons of which the user has said nothing (`isDecided`): only they go by themselves. */
const UNDECIDED = "undecidedAt";

/** Undecided ones that are remembered, with two maps each. */
const MOST_KEPT = 5;

/** What opens a photograph again. */
export type KeptSource = KeptImage | { readonly scene: SceneChoice };

export interface KeptSide {
  readonly facts: SideFacts;
  /** undefined where there was no photograph, or the browser gave nothing that opens it again */
  readonly source: KeptSource | undefined;
  /** name of the run that its map was made by */
  readonly run?: string | undefined;
}

/** A comparison as it was left, but for its maps. */
export interface StoredComparison {
  readonly key: string;
  /** when it was last changed, milliseconds since 1970 */
  readonly at: number;
  readonly sides: { readonly [date in DateName]?: KeptSide | undefined };
  /** orthophotos whose maps were still to be made */
  readonly waiting: { readonly [date in DateName]?: KeptSource | undefined };
  readonly chosenSettings: Partial<ChangeSettings>;
  /** as in `ChangeState`: it says what is tolerated where the photographs are not found again */
  readonly misregistration?: Misregistration | null | undefined;
  readonly shiftTaken: boolean;
  /** as in `ChangeState`; comparisons of before the choice do not say */
  readonly matchesColours?: boolean;
  readonly modelsAccepted: boolean;
  readonly decisions: readonly ChangeDecision[];
  readonly zones:
    | {
        readonly file: string;
        /** system of their coordinates: that of the comparison they were given to */
        readonly epsg: number;
        readonly list: readonly { readonly name: string; readonly zone: Zone }[];
      }
    | undefined;
  /** what is compared is limited to it */
  readonly area?: Area | undefined;
  readonly sample: Sample | undefined;
}

export interface ComparisonShelf {
  /** Newest first; none where the browser keeps nothing. */
  list(): Promise<StoredComparison[]>;
  /** Rejects where it cannot be written. */
  put(comparison: StoredComparison): Promise<void>;
  /** The files of a map: of those there already the browser makes no second copy. */
  putFiles(key: string, date: DateName, files: readonly File[]): Promise<void>;
  filesOf(key: string, date: DateName): Promise<readonly File[] | undefined>;
  remove(key: string): Promise<void>;
}

/** Whether anything would be lost with it that the user has chosen, drawn or looked at: its maps are files of his. */
function isDecided(comparison: StoredComparison): boolean {
  const { decisions, sample, area, zones, chosenSettings, shiftTaken, modelsAccepted } = comparison;
  return (
    decisions.length > 0 ||
    (sample ?? area ?? zones) !== undefined ||
    Object.keys(chosenSettings).length > 0 ||
    shiftTaken ||
    modelsAccepted
  );
}

const database = keptDatabase({
  database: COMPARISONS_DATABASE,
  records: COMPARISONS,
  key: "key",
  beside: FILES,
  passing: UNDECIDED,
});

export function createComparisonShelf(): ComparisonShelf {
  const fileKey = (key: IDBValidKey, date: DateName) => `${key} ${date}`;
  const drop = (stores: IDBTransaction, key: IDBValidKey): void => {
    stores.objectStore(COMPARISONS).delete(key);
    for (const date of dateNames) stores.objectStore(FILES).delete(fileKey(key, date));
  };
  return {
    async list() {
      const found = await database.read<StoredComparison[]>((stores) => stores.objectStore(COMPARISONS).getAll());
      return (found ?? []).sort((one, other) => other.at - one.at);
    },
    put: (comparison) =>
      database.write((stores) => {
        const records = stores.objectStore(COMPARISONS);
        records.put(isDecided(comparison) ? comparison : { ...comparison, [UNDECIDED]: comparison.at });
        dropPassing(records, UNDECIDED, MOST_KEPT, (key) => drop(stores, key));
      }),
    putFiles: (key, date, files) =>
      database.write((stores) => stores.objectStore(FILES).put(files, fileKey(key, date))),
    filesOf: (key, date) =>
      database.read<readonly File[] | undefined>((stores) => stores.objectStore(FILES).get(fileKey(key, date))),
    remove: (key) => database.remove((stores) => drop(stores, key)),
  };
}
