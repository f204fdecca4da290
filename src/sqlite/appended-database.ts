import { type Database, loadSqlite, type Sqlite3Static } from "./load.ts";
import { PAGE_BYTES, PageFile } from "./page-file.ts";

/** Places in a file's first page: https://www.sqlite.org/fileformat2.html §1.3 */
const CHANGE_COUNTER = 24;
const PAGE_COUNT = 28;
const VALID_FOR = 92;
const SQLITE_VERSION = 96;

/**
 * A database that SQLite makes in memory but for the rows of its large tables: these are appended as pages
 * (`BulkTable`), and come into the database when their roots are put where the schema expects them. The file is `start`,
 * all that `pages` gives, and at last `finishedStart` over its beginning.
 */
export class AppendedDatabase {
  readonly database: Database;
  readonly pages: PageFile;
  /** pages that stand for what `finishedStart` will be */
  readonly start: Uint8Array;
  readonly #sqlite: Sqlite3Static;
  readonly #roots = new Map<string, Uint8Array>();

  private constructor(sqlite: Sqlite3Static, database: Database) {
    this.#sqlite = sqlite;
    this.database = database;
    this.start = sqlite.capi.sqlite3_js_db_export(database);
    this.pages = new PageFile(this.start.length / PAGE_BYTES);
  }

  /** @param prepare makes every table, the large ones empty; afterwards no change may need another page */
  static async create(prepare: (database: Database) => void): Promise<AppendedDatabase> {
    const sqlite = await loadSqlite();
    const database = new sqlite.oo1.DB(":memory:");
    try {
      database.exec(`PRAGMA page_size = ${PAGE_BYTES}`);
      prepare(database);
      return new AppendedDatabase(sqlite, database);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** @param page as `BulkTable` finishes with */
  setRoot(table: string, page: Uint8Array): void {
    this.#roots.set(table, page);
  }

  finishedStart(): Uint8Array {
    const start = this.#sqlite.capi.sqlite3_js_db_export(this.database);
    if (start.length !== this.start.length) throw new RangeError("the first pages have changed their number");
    for (const [table, root] of this.#roots) {
      const page = this.database.selectValue("SELECT rootpage FROM sqlite_schema WHERE name = ?", table) as number;
      start.set(root, (page - 1) * PAGE_BYTES);
    }
    const view = new DataView(start.buffer, start.byteOffset);
    // The count of pages holds if these two agree.
    view.setUint32(CHANGE_COUNTER, 1);
    view.setUint32(VALID_FOR, 1);
    view.setUint32(PAGE_COUNT, this.pages.count);
    view.setUint32(SQLITE_VERSION, this.#sqlite.version.libVersionNumber);
    return start;
  }

  close(): void {
    this.database.close();
  }
}
