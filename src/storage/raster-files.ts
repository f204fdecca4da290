import { appError } from "../core/errors.ts";
import { FOLDERS } from "./folders.ts";

/** The folder of class rasters, one file a run; undefined where the browser has no private file system. */
export async function rasterFolder(): Promise<FileSystemDirectoryHandle | undefined> {
  try {
    const root = await navigator.storage.getDirectory();
    return await root.getDirectoryHandle(FOLDERS.runs, { create: true });
  } catch {
    return undefined; // plain http, a private window, or storage switched off
  }
}

/** Held while a class raster is open in any tab. */
export function lockName(raster: string): string {
  return `ocsol-class-raster:${raster}`;
}

/** The class rasters there are, by name, and what each takes, bytes. */
export async function listRasters(folder: FileSystemDirectoryHandle): Promise<Map<string, number>> {
  const sizes = new Map<string, number>();
  for await (const [name, entry] of folder.entries())
    if (entry instanceof FileSystemFileHandle) sizes.set(name, (await entry.getFile()).size);
  return sizes;
}

/** Those open in this tab or another one. */
export async function openRasters(): Promise<Set<string>> {
  const { held = [] } = await navigator.locks.query();
  const prefix = lockName("");
  return new Set(held.flatMap(({ name }) => (name?.startsWith(prefix) ? [name.slice(prefix.length)] : [])));
}

/** Rejects with `run-in-use` where a tab has it open; one that is gone already is no matter. */
export async function removeRaster(folder: FileSystemDirectoryHandle, name: string): Promise<void> {
  await folder.removeEntry(name).catch((error: unknown) => {
    const reason = error instanceof DOMException ? error.name : "";
    if (reason === "NoModificationAllowedError") throw appError("run-in-use", {}, error);
    if (reason !== "NotFoundError") throw error;
  });
}
