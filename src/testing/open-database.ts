import { type Database, loadSqlite } from "../sqlite/load.ts";
import type { Query } from "./geopackage-faults.ts";

export interface OpenDatabase {
  readonly database: Database;
  /** Any statement; its rows. */
  readonly query: Query;
  /** The database as a file. */
  bytes(): Uint8Array;
}

/** A database file held in memory, to be read and changed by SQLite. For tests only. */
export async function openDatabase(file: Uint8Array): Promise<OpenDatabase> {
  const { oo1, wasm, capi } = await loadSqlite();
  const database = new oo1.DB(":memory:");
  const flags = capi.SQLITE_DESERIALIZE_FREEONCLOSE | capi.SQLITE_DESERIALIZE_RESIZEABLE;
  const copy = wasm.allocFromTypedArray(file);
  capi.sqlite3_deserialize(database, "main", copy, file.length, file.length, flags);
  return {
    database,
    query: (sql) => database.selectArrays(sql),
    bytes: () => capi.sqlite3_js_db_export(database),
  };
}
