import { appError } from "../core/errors.ts";
import type { ByteStore } from "../core/ports/byte-store.ts";
import { lockName, rasterFolder } from "./raster-files.ts";

/**
 * A ByteStore in the browser's private file system, for a dedicated worker (only there are synchronous handles).
 * The same name finds the same bytes after a reload. Undefined where the browser has no such file system.
 *
 * Rejects with `run-in-use` where another tab has that file open, with `storage-short` where the browser does not grant
 * this site what the file may grow by.
 *
 * @param needed bytes the file may grow to
 */
export async function openOpfsStore(name: string, needed: number): Promise<ByteStore | undefined> {
  const folder = await rasterFolder();
  if (folder === undefined) return undefined;
  const file = await folder.getFileHandle(name, { create: true }).catch(orUndefined);
  const handle = await (file && lock(file));
  if (handle === undefined) return undefined;
  const size = handle.getSize();
  const free = Math.min(await estimatedRoom(), probedRoom(handle, needed));
  if (needed - size > free) {
    handle.close();
    if (size === 0) await folder.removeEntry(name).catch(() => {});
    throw appError("storage-short", { needed: needed - size, free });
  }
  return storeOf(handle, announce(name));
}

/** What the browser says it still grants this site, bytes. Chromium names 10 GB whatever it will grant. */
async function estimatedRoom(): Promise<number> {
  const { quota, usage } = await navigator.storage.estimate().catch(() => ({}) as StorageEstimate);
  return quota === undefined || usage === undefined ? Number.POSITIVE_INFINITY : Math.max(0, quota - usage);
}

/** Room is sought to this, bytes. */
const ROOM_STEP = 1e5;

/** What the file is let grow by, bytes, up to `wanted` in all: by growing and shrinking it again, nothing is written. */
function probedRoom(handle: FileSystemSyncAccessHandle, wanted: number): number {
  const size = handle.getSize();
  const fits = (bytes: number) => {
    try {
      handle.truncate(bytes);
      return true;
    } catch {
      return false;
    }
  };
  let least = size;
  let most = Math.max(size, wanted);
  if (fits(most)) least = most;
  while (most - least > ROOM_STEP) {
    const middle = Math.floor((least + most) / 2);
    if (fits(middle)) least = middle;
    else most = middle;
  }
  handle.truncate(size);
  return least - size;
}

/** A worker that ended keeps its lock a moment longer; another tab keeps it for good. */
const LOCK_TRIES = 20;
const LOCK_PAUSE_MILLISECONDS = 100;

/** Undefined where the browser offers no synchronous handles after all. */
async function lock(file: FileSystemFileHandle): Promise<FileSystemSyncAccessHandle | undefined> {
  for (let tries = 1; ; tries++) {
    try {
      return await file.createSyncAccessHandle();
    } catch (error) {
      if (!isNamed(error, "NoModificationAllowedError")) return orUndefined(error);
      if (tries === LOCK_TRIES) throw appError("run-in-use", {}, error);
      await new Promise((resolve) => setTimeout(resolve, LOCK_PAUSE_MILLISECONDS));
    }
  }
}

/** Lets every tab see that the class raster is open, as long as the answer has not been called. */
function announce(name: string): () => void {
  let end = () => {};
  const closed = new Promise<void>((resolve) => {
    end = resolve;
  });
  navigator.locks.request(lockName(name), () => closed).catch(() => {});
  return end;
}

/** In a private window Chromium answers an error's code, −8 here, as a number of bytes. */
const NO_SPACE = -8 >>> 0;

function storeOf(handle: FileSystemSyncAccessHandle, onClose: () => void): ByteStore {
  return {
    async read(offset, length) {
      const out = new Uint8Array(length);
      told(length, () => handle.read(out, { at: offset }));
      return out;
    },
    write: async (offset, bytes) => writeTo(handle, offset, bytes),
    async flush() {
      told(0, () => handle.flush());
    },
    async close() {
      onClose();
      handle.close();
    },
  };
}

/** Rejects with `storage-full`, or `storage-lost` where the file was taken away. */
export function writeTo(handle: FileSystemSyncAccessHandle, offset: number, bytes: Uint8Array): void {
  const written = told(bytes.length, () => handle.write(bytes as Uint8Array<ArrayBuffer>, { at: offset }));
  if (written === bytes.length) return;
  if (written < bytes.length || written === NO_SPACE) throw appError("storage-full", { needed: bytes.length });
  throw appError("storage-lost", { detail: `write: ${written | 0}` });
}

/** What the browser's refusals mean: no room, or a file taken away under the open handle. */
function told<T>(needed: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (isNamed(error, "QuotaExceededError")) throw appError("storage-full", { needed }, error);
    if (error instanceof DOMException) throw appError("storage-lost", { detail: error.message }, error);
    throw error;
  }
}

/** No room is a sentence to the user; any other refusal means that this browser keeps nothing. */
function orUndefined(error: unknown): undefined {
  if (isNamed(error, "QuotaExceededError")) throw appError("storage-full", { needed: 0 }, error);
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof DOMException && error.name === name;
}
