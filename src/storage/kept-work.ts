import type { KeptWork } from "../core/ports/kept-work.ts";
import type { OpenImageOptions } from "../core/ports/open-options.ts";

/** A database of its own: a new version of the one that holds the runs would wait for every other tab to close. */
const DATABASE = "ocsol-work";
const STORE = "work";

/** Pieces of work remembered; each is small, but edits add up. */
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
  find(of: string): Promise<StoredWork | undefined>;
  put(work: StoredWork): Promise<void>;
  remove(of: string): Promise<void>;
}

export function createWorkShelf(): WorkShelf {
  /** Opened for each: the browser closes a database that it clears, and this is asked for seldom. */
  const act = async <T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>) => {
    const database = await open().catch(() => undefined);
    if (database === undefined) return undefined;
    try {
      const transaction = database.transaction(STORE, mode);
      const request = work(transaction.objectStore(STORE));
      await new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
      });
      return request.result;
    } finally {
      database.close();
    }
  };
  const list = async () => {
    const found = (await act("readonly", (store) => store.getAll() as IDBRequest<StoredWork[]>)) ?? [];
    return found.sort((one, other) => other.at - one.at);
  };
  const remove = async (of: string) => {
    await act("readwrite", (store) => store.delete(of));
  };
  return {
    list,
    find: (of) => act("readonly", (store) => store.get(of) as IDBRequest<StoredWork | undefined>),
    async put(work) {
      await act("readwrite", (store) => store.put(work));
      for (const { of } of (await list()).slice(MOST_KEPT)) await remove(of);
    },
    remove,
  };
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "of" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
