import type { RunRecord } from "../core/ports/run-record.ts";

export const RUNS_DATABASE = "ocsol";
const RUNS = "runs";

/** A record and, where the browser gives them, handles that open the run's files again without asking for them. */
export interface StoredRun extends RunRecord {
  readonly handles: readonly FileSystemFileHandle[];
}

/** Records of runs, by name, in the browser's database: the one place that can keep a file handle. */
export interface RunRecords {
  list(): Promise<StoredRun[]>;
  put(run: StoredRun): Promise<void>;
  /** Changes a record that is there; what another tab has removed stays removed. */
  change(name: string, change: Partial<StoredRun>): Promise<void>;
  remove(name: string): Promise<void>;
}

/** Undefined where the browser has no database (storage switched off). */
export async function openRunRecords(): Promise<RunRecords | undefined> {
  let database = await open().catch(() => undefined);
  if (database === undefined) return undefined;
  const act = async <T>(mode: IDBTransactionMode, work: (runs: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
    let transaction: IDBTransaction;
    try {
      transaction = database!.transaction(RUNS, mode);
    } catch {
      database = await open(); // the browser closes it when it clears this site's storage
      transaction = database.transaction(RUNS, mode);
    }
    const done = settled(transaction);
    const request = work(transaction.objectStore(RUNS));
    await done;
    return request.result;
  };
  return {
    list: () => act("readonly", (runs) => runs.getAll() as IDBRequest<StoredRun[]>),
    async put(run) {
      await act("readwrite", (runs) => runs.put(run));
    },
    async change(name, change) {
      await act("readwrite", (runs) => {
        const found = runs.get(name) as IDBRequest<StoredRun | undefined>;
        found.onsuccess = () => {
          if (found.result !== undefined) runs.put({ ...found.result, ...change });
        };
        return found;
      });
    },
    async remove(name) {
      await act("readwrite", (runs) => runs.delete(name));
    },
  };
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(RUNS_DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(RUNS, { keyPath: "name" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function settled(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
  });
}
