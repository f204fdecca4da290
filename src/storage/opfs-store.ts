import { appError } from "../core/errors.ts";
import type { ByteStore } from "../core/ports/byte-store.ts";

const FOLDER = "class-rasters";

/**
 * A ByteStore in the browser's private file system, for a dedicated worker (only there are synchronous handles).
 * The same name finds the same bytes after a reload. Undefined where the browser has no such file system, or another
 * tab holds that file.
 */
export async function openOpfsStore(name: string): Promise<ByteStore | undefined> {
  try {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle(FOLDER, { create: true });
    const handle = await lock(await folder.getFileHandle(name, { create: true }));
    await removeOld(folder, name, OTHERS_KEPT);
    return storeOf(handle);
  } catch {
    return undefined;
  }
}

/** A worker that ended keeps its lock a moment longer; another tab keeps it for good. */
const LOCK_TRIES = 20;
const LOCK_PAUSE_MILLISECONDS = 100;

async function lock(file: FileSystemFileHandle): Promise<FileSystemSyncAccessHandle> {
  for (let tries = 1; ; tries++) {
    try {
      return await file.createSyncAccessHandle();
    } catch (error) {
      const held = error instanceof DOMException && error.name === "NoModificationAllowedError";
      if (!held || tries === LOCK_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, LOCK_PAUSE_MILLISECONDS));
    }
  }
}

/** Results kept besides the present one: two images can be gone back to; more would be gigabytes nobody asked for. */
const OTHERS_KEPT = 2;

/** Keeps the file called `kept` and, of the others, the `othersKept` last written. */
export async function removeOld(folder: FileSystemDirectoryHandle, kept: string, othersKept: number): Promise<void> {
  const others: { name: string; lastModified: number }[] = [];
  for await (const [name, entry] of folder.entries())
    if (name !== kept && entry instanceof FileSystemFileHandle)
      others.push({ name, lastModified: (await entry.getFile()).lastModified });
  others.sort((one, other) => other.lastModified - one.lastModified);
  // A file that another tab holds refuses to go: it is in use, and stays.
  await Promise.all(others.slice(othersKept).map(({ name }) => folder.removeEntry(name).catch(() => {})));
}

function storeOf(handle: FileSystemSyncAccessHandle): ByteStore {
  return {
    async read(offset, length) {
      const out = new Uint8Array(length);
      handle.read(out, { at: offset });
      return out;
    },
    write: (offset, bytes) => writeTo(handle, offset, bytes),
    async flush() {
      handle.flush();
    },
    async close() {
      handle.close();
    },
  };
}

/** Rejects with `storage-full`. */
export async function writeTo(handle: FileSystemSyncAccessHandle, offset: number, bytes: Uint8Array): Promise<void> {
  try {
    const written = handle.write(bytes as Uint8Array<ArrayBuffer>, { at: offset });
    if (written < bytes.length) throw appError("storage-full", { needed: bytes.length - written });
  } catch (error) {
    if (error instanceof DOMException && error.name === "QuotaExceededError")
      throw appError("storage-full", { needed: bytes.length }, error);
    throw error;
  }
}
