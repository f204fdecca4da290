/**
 * A database of records, with a store beside them for what is larger and changes less. Opened for each call: the browser
 * closes one that it clears, and it is asked for seldom.
 */
export interface KeptDatabase {
  /** Undefined where the browser keeps nothing. */
  read<T>(ask: (stores: IDBTransaction) => IDBRequest<T>): Promise<T | undefined>;
  /** Rejects where it cannot be written. */
  write(work: (stores: IDBTransaction) => void): Promise<void>;
  /** The same where there may be nothing to remove: the browser keeps nothing. */
  remove(work: (stores: IDBTransaction) => void): Promise<void>;
}

interface KeptStores {
  /** A database of its own: a new version of another would wait for every other tab to close. */
  readonly database: string;
  readonly records: string;
  /** field that records are known by */
  readonly key: string;
  readonly beside: string;
  /** field of the records that may go by themselves: when they were last changed. An index leaves out what has no such key. */
  readonly passing: string;
}

export function keptDatabase({ database, records, key, beside, passing }: KeptStores): KeptDatabase {
  const open = (): Promise<IDBDatabase> =>
    new Promise((resolve, reject) => {
      const request = indexedDB.open(database, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore(records, { keyPath: key }).createIndex(passing, passing);
        request.result.createObjectStore(beside);
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });

  async function transact(
    opened: IDBDatabase,
    mode: IDBTransactionMode,
    work: (stores: IDBTransaction) => void,
  ): Promise<void> {
    try {
      const transaction = opened.transaction([records, beside], mode);
      const settled = new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
      });
      work(transaction);
      await settled;
    } finally {
      opened.close();
    }
  }

  return {
    async read<T>(ask: (stores: IDBTransaction) => IDBRequest<T>) {
      const opened = await open().catch(() => undefined);
      if (opened === undefined) return undefined;
      let request: IDBRequest<T> | undefined;
      await transact(opened, "readonly", (transaction) => {
        request = ask(transaction);
      });
      return request?.result;
    },
    write: async (work) => transact(await open(), "readwrite", work),
    async remove(work) {
      const opened = await open().catch(() => undefined);
      if (opened !== undefined) await transact(opened, "readwrite", work);
    },
  };
}

/** Lets those go that may, but for the newest so many. */
export function dropPassing(
  records: IDBObjectStore,
  passing: string,
  most: number,
  drop: (key: IDBValidKey) => void,
): void {
  const keys = records.index(passing).getAllKeys(); // oldest first
  keys.onsuccess = () => {
    for (const key of keys.result.slice(0, -most)) drop(key);
  };
}
