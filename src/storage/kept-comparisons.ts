import type { DateName } from "../core/change/change-map.ts";
import type { SideFacts } from "../core/change/comparability.ts";
import type { ChangeDecision } from "../core/change/decision.ts";
import type { ChangeSettings } from "../core/change/settings.ts";
import type { SceneChoice } from "../core/ports/scene-choice.ts";
import type { Sample } from "../core/sample/sample.ts";
import type { Zone } from "../core/vector/overlay/overlay.ts";
import type { KeptImage } from "./kept-work.ts";

/** A database of its own: a new version of another would wait for every other tab to close. */
export const COMPARISONS_DATABASE = "ocsol-change";
const COMPARISONS = "comparisons";
/** Maps, by comparison and date: written once, while what is decided of them is written again and again. */
const FILES = "files";

/** What opens a photograph again. */
export type KeptSource = KeptImage | { readonly scene: SceneChoice };

export interface KeptSide {
  readonly facts: SideFacts;
  /** undefined where there was no photograph, or the browser gave nothing that opens it again */
  readonly source: KeptSource | undefined;
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
  readonly shiftTaken: boolean;
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

export function createComparisonShelf(): ComparisonShelf {
  const fileKey = (key: string, date: DateName) => `${key} ${date}`;
  return {
    async list() {
      const found = await read<StoredComparison[]>(COMPARISONS, (store) => store.getAll());
      return (found ?? []).sort((one, other) => other.at - one.at);
    },
    put: (comparison) => write((stores) => stores.objectStore(COMPARISONS).put(comparison)),
    putFiles: (key, date, files) => write((stores) => stores.objectStore(FILES).put(files, fileKey(key, date))),
    filesOf: (key, date) => read<readonly File[] | undefined>(FILES, (store) => store.get(fileKey(key, date))),
    remove: (key) =>
      write((stores) => {
        stores.objectStore(COMPARISONS).delete(key);
        for (const date of ["before", "after"] as const) stores.objectStore(FILES).delete(fileKey(key, date));
      }),
  };
}

async function read<T>(name: string, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | undefined> {
  const database = await open().catch(() => undefined);
  if (database === undefined) return undefined;
  try {
    const request = ask(database.transaction(name, "readonly").objectStore(name));
    return await new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  } finally {
    database.close();
  }
}

async function write(work: (stores: IDBTransaction) => void): Promise<void> {
  const database = await open();
  try {
    const transaction = database.transaction([COMPARISONS, FILES], "readwrite");
    const settled = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    work(transaction);
    await settled;
  } finally {
    database.close();
  }
}

/** For each: the browser closes a database that it clears, and this is asked for seldom. */
function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(COMPARISONS_DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(COMPARISONS, { keyPath: "key" });
      request.result.createObjectStore(FILES);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
