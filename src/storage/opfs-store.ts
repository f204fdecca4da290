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
    const handle = await (await folder.getFileHandle(name, { create: true })).createSyncAccessHandle();
    await removeOthers(folder, name);
    return storeOf(handle);
  } catch {
    return undefined;
  }
}

/** One result is kept, the present one: results are gigabytes, and the exported file is the durable one. */
async function removeOthers(folder: FileSystemDirectoryHandle, kept: string): Promise<void> {
  const names: string[] = [];
  for await (const name of folder.keys()) if (name !== kept) names.push(name);
  // A file that another tab holds refuses to go: it is in use, and stays.
  await Promise.all(names.map((name) => folder.removeEntry(name).catch(() => {})));
}

function storeOf(handle: FileSystemSyncAccessHandle): ByteStore {
  return {
    async read(offset, length) {
      const out = new Uint8Array(length);
      handle.read(out, { at: offset });
      return out;
    },
    async write(offset, bytes) {
      try {
        const written = handle.write(bytes as Uint8Array<ArrayBuffer>, { at: offset });
        if (written < bytes.length) throw appError("storage-full", { needed: bytes.length - written });
      } catch (error) {
        if (error instanceof DOMException && error.name === "QuotaExceededError")
          throw appError("storage-full", { needed: bytes.length }, error);
        throw error;
      }
    },
    async flush() {
      handle.flush();
    },
    async close() {
      handle.close();
    },
  };
}
