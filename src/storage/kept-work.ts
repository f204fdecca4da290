import type { Edit } from "../core/edits/edit.ts";
import type { FoundWork, KeptWork } from "../core/ports/kept-work.ts";
import type { OpenImageOptions } from "../core/ports/open-options.ts";

/** A database of its own: a new version of the one that holds the runs would wait for every other tab to close. */
export const WORK_DATABASE = "ocsol-work";
const WORK = "work";
/** What is in none of the other store's records, for the corrections of a day are much larger than what they lie beside. */
const EDITS = "edits";

/**
 * Records without corrections or a sample, oldest first: an index leaves out what has no such key. Only they go by themselves, for
 * corrections to an opened file are nowhere else; those to a run go with the run.
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

export function createWorkShelf(): WorkShelf {
  return {
    async list() {
      const found = await reading((transaction) => transaction.objectStore(WORK).getAll() as IDBRequest<StoredWork[]>);
      return (found ?? []).sort((one, other) => other.at - one.at);
    },
    async find(of) {
      const work = await reading(
        (transaction) => transaction.objectStore(WORK).get(of) as IDBRequest<StoredWork | undefined>,
      );
      const edits = await reading(
        (transaction) => transaction.objectStore(EDITS).get(of) as IDBRequest<readonly Edit[] | undefined>,
      );
      return work && { ...work, edits: edits ?? [] };
    },
    put: async (work, edits) =>
      transact(await open(), "readwrite", (transaction) => {
        const store = transaction.objectStore(WORK);
        store.put(work.corrections === 0 && work.sample === undefined ? { ...work, [UNCORRECTED]: work.at } : work);
        if (edits !== undefined) transaction.objectStore(EDITS).put(edits, work.of);
        const uncorrected = store.index(UNCORRECTED).getAllKeys();
        uncorrected.onsuccess = () => {
          for (const of of uncorrected.result.slice(0, -MOST_KEPT)) drop(transaction, of);
        };
      }),
    async remove(of) {
      const database = await open().catch(() => undefined);
      if (database !== undefined) await transact(database, "readwrite", (transaction) => drop(transaction, of));
    },
  };
}

function drop(transaction: IDBTransaction, of: IDBValidKey): void {
  for (const store of [WORK, EDITS]) transaction.objectStore(store).delete(of);
}

async function reading<T>(ask: (transaction: IDBTransaction) => IDBRequest<T>): Promise<T | undefined> {
  const database = await open().catch(() => undefined);
  if (database === undefined) return undefined;
  let request: IDBRequest<T> | undefined;
  await transact(database, "readonly", (transaction) => {
    request = ask(transaction);
  });
  return request?.result;
}

async function transact(
  database: IDBDatabase,
  mode: IDBTransactionMode,
  work: (transaction: IDBTransaction) => void,
): Promise<void> {
  try {
    const transaction = database.transaction([WORK, EDITS], mode);
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
    const request = indexedDB.open(WORK_DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(WORK, { keyPath: "of" }).createIndex(UNCORRECTED, UNCORRECTED);
      request.result.createObjectStore(EDITS);
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
