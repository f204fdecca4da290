/** SQLite on a user's file of any size: pages are read as they are asked for, nothing is ever written. */
import { appError } from "../../core/errors.ts";
import { type Database, loadSqlite, type Sqlite3Static } from "../../sqlite/load.ts";
import { ByteCache } from "../byte-cache.ts";
import type { LocalFile } from "./local-file.ts";

const VFS = "ocsol-read-only";

/** A page is 1–4 KiB and its neighbours are often next: reading this many bytes costs no more than reading four. */
const CHUNK_BYTES = 64 << 10;
const CACHE_BYTES = 16 << 20;

interface OpenFile {
  readonly size: number;
  /** Fewer bytes at the file's end. */
  read(offset: number, length: number): Uint8Array;
}

/** Files open now, by the path SQLite is told and by SQLite's own handle. */
const byPath = new Map<string, OpenFile>();
const byHandle = new Map<number, OpenFile>();
let opened = 0;

/**
 * The database in `file`; to be closed. Rejects with "file-truncated" where its end is missing, and with SQLite's own error
 * where it is none.
 */
export async function openSqlite(file: LocalFile): Promise<Database> {
  if (file.size < bytesSaid(file.readSync(0, HEADER_BYTES))) throw appError("file-truncated", { file: file.name });
  const sqlite = await loadSqlite();
  if (sqlite.capi.sqlite3_vfs_find(VFS) === 0) installVfs(sqlite);
  const path = `/${++opened}`;
  byPath.set(path, { size: file.size, read: cached(file) });
  try {
    // Immutable: no lock is taken, and no journal or write-ahead log is looked for, which a file alone does not have.
    const database = new sqlite.oo1.DB({ filename: `file:${path}?immutable=1`, flags: "r", vfs: VFS });
    database.onclose = { after: () => byPath.delete(path) };
    return database;
  } catch (error) {
    byPath.delete(path);
    throw error;
  }
}

const HEADER_BYTES = 100;

/** Length that a database's header says it has (https://www.sqlite.org/fileformat.html §1.3); 0 where it says none that counts. */
function bytesSaid(head: Uint8Array): number {
  if (head.length < HEADER_BYTES) return HEADER_BYTES;
  const numbers = new DataView(head.buffer, head.byteOffset, head.length);
  // Writers of before 2010 left the count of pages as it was.
  if (numbers.getUint32(92) !== numbers.getUint32(24)) return 0;
  const page = numbers.getUint16(16);
  return numbers.getUint32(28) * (page === 1 ? 65536 : page);
}

function cached(file: LocalFile): OpenFile["read"] {
  const cache = new ByteCache<Uint8Array>(CACHE_BYTES, (chunk) => chunk.length);
  const chunkAt = (index: number): Uint8Array => {
    let chunk = cache.get(index);
    if (chunk === undefined) {
      chunk = file.readSync(index * CHUNK_BYTES, CHUNK_BYTES);
      cache.set(index, chunk);
    }
    return chunk;
  };
  return (offset, length) => {
    const out = new Uint8Array(Math.max(0, Math.min(length, file.size - offset)));
    for (let done = 0; done < out.length; ) {
      const index = Math.floor((offset + done) / CHUNK_BYTES);
      const from = offset + done - index * CHUNK_BYTES;
      const part = chunkAt(index).subarray(from, from + out.length - done);
      if (part.length === 0) return out.subarray(0, done); // the file has got shorter
      out.set(part, done);
      done += part.length;
    }
    return out;
  };
}

/** See "The OS Backend", https://www.sqlite.org/vfs.html; what only writing needs answers "read only". */
function installVfs({ capi, wasm, vfs }: Sqlite3Static): void {
  const io = new capi.sqlite3_io_methods();
  const system = new capi.sqlite3_vfs();
  system.$iVersion = 1;
  const sample = new capi.sqlite3_file();
  system.$szOsFile = sample.structInfo.sizeof;
  sample.dispose();
  system.$mxPathname = 64;
  system.addOnDispose(io);
  // A function of its own for each: one that is installed twice keeps its first signature, and calling it by another traps.
  const readOnly = () => () => capi.SQLITE_READONLY;
  const nothing = () => () => capi.SQLITE_OK;
  vfs.installVfs({
    io: {
      struct: io,
      methods: {
        xClose(file) {
          byHandle.delete(Number(file));
          return capi.SQLITE_OK;
        },
        xRead(file, target, length, offset) {
          try {
            const bytes = byHandle.get(Number(file))!.read(Number(offset), length);
            const heap = wasm.heap8u();
            heap.set(bytes, Number(target));
            if (bytes.length === length) return capi.SQLITE_OK;
            heap.fill(0, Number(target) + bytes.length, Number(target) + length);
            return capi.SQLITE_IOERR_SHORT_READ;
          } catch {
            return capi.SQLITE_IOERR_READ;
          }
        },
        xFileSize(file, size) {
          wasm.poke64(size, BigInt(byHandle.get(Number(file))!.size));
          return capi.SQLITE_OK;
        },
        xWrite: readOnly(),
        xTruncate: readOnly(),
        xSync: nothing(),
        xLock: nothing(),
        xUnlock: nothing(),
        xCheckReservedLock(_, out) {
          wasm.poke32(out, 0);
          return capi.SQLITE_OK;
        },
        xFileControl: () => capi.SQLITE_NOTFOUND,
        xDeviceCharacteristics: nothing(),
      },
    },
    vfs: {
      struct: system,
      name: VFS,
      methods: {
        xOpen(_, name, file, flags, outFlags) {
          const found = byPath.get(wasm.cstrToJs(name) ?? "");
          if (found === undefined) return capi.SQLITE_CANTOPEN;
          const handle = new capi.sqlite3_file(file);
          handle.$pMethods = io.pointer;
          handle.dispose();
          byHandle.set(Number(file), found);
          wasm.poke32(outFlags, flags);
          return capi.SQLITE_OK;
        },
        xDelete: readOnly(),
        xAccess(_, _name, _flags, out) {
          wasm.poke32(out, 0);
          return capi.SQLITE_OK;
        },
        xFullPathname(_, name, length, out) {
          return wasm.cstrncpy(out, name, length) < length ? capi.SQLITE_OK : capi.SQLITE_CANTOPEN;
        },
        xCurrentTime(_, out) {
          wasm.poke(out, 2_440_587.5, "double"); // 1970: nothing here asks the time
          return capi.SQLITE_OK;
        },
      },
    },
  });
}
