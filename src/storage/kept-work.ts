import type { Edit } from "../core/edits/edit.ts";
import type { FoundWork, KeptWork } from "../core/ports/kept-work.ts";
import type { OpenImageOptions } from "../core/ports/open-options.ts";
import { dropPassing, keptDatabase } from "./kept-database.ts";

export const WORK_DATABASE = "ocsol-work";
const WORK = "work";
/** What is in none of the other store's records, for the corrections of a day are much larger than what they lie beside. */
const EDITS = "edits";

/**
 * Of records without corrections or a sample. Only they go by themselves, for corrections to an opened file are nowhere
 * else; those to a run go with the run.
 */
const UNCORRECTED = "uncorrectedAt";

/** Pieces of work without corrections that are remembered. */
const MOST_KEPT = 20;

/** With what opens its files again without asking for them, where the browser gives that. */
export interface StoredWork extends KeptWork {
  /** of an opened result */
  readonly handle: FileSystemFileHandle | undefined;
  /** the image that was open above an opened result */
  readonly image: KeptImage | undefined;
}

export interface KeptImage {
  readonly inputs: readonly (
    | { readonly url: string }
    | { readonly handle: FileSystemFileHandle; readonly folder: string }
  )[];
  readonly options: OpenImageOptions;
}

/** What the user has chosen for each piece of work, by what it is of. Where the browser keeps nothing, nothing is found. */
export interface WorkShelf {
  /** newest first */
  list(): Promise<StoredWork[]>;
  find(of: string): Promise<(StoredWork & FoundWork) | undefined>;
  /**
   * Rejects where it cannot be written.
   * @param edits undefined: those that are there stay
   */
  put(work: StoredWork, edits?: readonly Edit[]): Promise<void>;
  remove(of: string): Promise<void>;
}

const database = keptDatabase({
  database: WORK_DATABASE,
  records: WORK,
  key: "of",
  beside: EDITS,
  passing: UNCORRECTED,
});

export function createWorkShelf(): WorkShelf {
  return {
    async list() {
      const found = await database.read<StoredWork[]>((stores) => stores.objectStore(WORK).getAll());
      return (found ?? []).sort((one, other) => other.at - one.at);
    },
    async find(of) {
      const work = await database.read<StoredWork | undefined>((stores) => stores.objectStore(WORK).get(of));
      const edits = await database.read<readonly Edit[] | undefined>((stores) => stores.objectStore(EDITS).get(of));
      return work && { ...work, edits: edits ?? [] };
    },
    put: (work, edits) =>
      database.write((stores) => {
        const records = stores.objectStore(WORK);
        records.put(work.corrections === 0 && work.sample === undefined ? { ...work, [UNCORRECTED]: work.at } : work);
        if (edits !== undefined) stores.objectStore(EDITS).put(edits, work.of);
        dropPassing(records, UNCORRECTED, MOST_KEPT, (of) => drop(stores, of));
      }),
    remove: (of) => database.remove((stores) => drop(stores, of)),
  };
}

function drop(stores: IDBTransaction, of: IDBValidKey): void {
  for (const name of [WORK, EDITS]) stores.objectStore(name).delete(of);
}
