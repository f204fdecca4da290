import type { ByteSink } from "../core/ports/byte-sink.ts";
import { FOLDERS } from "./folders.ts";
import { writeTo } from "./opfs-store.ts";

/** Besides the new one: the one that is open while the new one comes. */
const OTHERS_KEPT = 1;

/** A sink whose bytes become a file. */
export interface FileSink extends ByteSink {
  /** Ends the writing. */
  file(): Promise<File>;
  discard(): Promise<void>;
}

/**
 * A new file in the browser's private file system, for a dedicated worker: it need not fit in memory. Undefined where
 * the browser has no such file system, or the file is in use.
 */
export async function createOpfsFile(name: string): Promise<FileSink | undefined> {
  const folder = await navigator.storage
    ?.getDirectory()
    .then((root) => root.getDirectoryHandle(FOLDERS.orthophotos, { create: true }))
    .catch(() => undefined);
  const entry = await folder?.getFileHandle(name, { create: true }).catch(() => undefined);
  const handle = await entry?.createSyncAccessHandle().catch(() => undefined);
  if (folder === undefined || entry === undefined || handle === undefined) return undefined;
  await removeOld(folder, name);
  handle.truncate(0);
  let length = 0;
  return {
    get length() {
      return length;
    },
    async write(bytes) {
      writeTo(handle, length, bytes);
      length += bytes.length;
    },
    writeAt: async (offset, bytes) => writeTo(handle, offset, bytes),
    async file() {
      handle.flush();
      handle.close();
      return await entry.getFile();
    },
    async discard() {
      handle.close();
      await folder.removeEntry(name);
    },
  };
}

/** Keeps the file called `kept` and, of the others, those last written. */
async function removeOld(folder: FileSystemDirectoryHandle, kept: string): Promise<void> {
  const others: { name: string; lastModified: number }[] = [];
  for await (const [name, entry] of folder.entries())
    if (name !== kept && entry instanceof FileSystemFileHandle)
      others.push({ name, lastModified: (await entry.getFile()).lastModified });
  others.sort((one, other) => other.lastModified - one.lastModified);
  // A file that another tab holds refuses to go: it is in use, and stays.
  await Promise.all(others.slice(OTHERS_KEPT).map(({ name }) => folder.removeEntry(name).catch(() => {})));
}
