import type { Database, Sqlite3Static } from "@sqlite.org/sqlite-wasm";

export type { Database, Sqlite3Static };

let loading: Promise<Sqlite3Static> | undefined;

/**
 * SQLite in WebAssembly, the same in a worker and in Node: the package picks its own build, and Vite finds its .wasm
 * through the `new URL` inside. Loaded once, at first use.
 */
export function loadSqlite(): Promise<Sqlite3Static> {
  loading ??= load();
  return loading;
}

/** Whether SQLite itself has thrown this. */
export async function isSqliteError(error: unknown): Promise<boolean> {
  const sqlite = await loadSqlite();
  return error instanceof sqlite.SQLite3Error || error instanceof sqlite.WasmAllocError;
}

async function load(): Promise<Sqlite3Static> {
  const { default: initialise } = await import("@sqlite.org/sqlite-wasm");
  // We write to memory and read the user's own files: without this, SQLite would start a worker and open files in OPFS
  // for storage we never use. Its start-up reads this name and deletes it.
  const disabled = { vfs: { opfs: true, "opfs-vfs": true, "opfs-wl": true, "opfs-sahpool": true, kvvfs: true } };
  Object.assign(globalThis, { sqlite3ApiConfig: { disable: disabled } });
  return initialise();
}
