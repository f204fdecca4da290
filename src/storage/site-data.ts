import type { Stored, StoredKind } from "../core/ports/site-data.ts";
import { FOLDERS } from "./folders.ts";

const kinds: Readonly<Record<string, StoredKind>> = {
  [FOLDERS.runs]: "runs",
  [FOLDERS.models]: "models",
  [FOLDERS.orthophotos]: "orthophotos",
};

/** What lies in the browser's private file system and its caches, largest kinds of data first; empty kinds are left out. */
export async function measureSiteData(): Promise<Stored[]> {
  const sums = new Map<StoredKind, { count: number; bytes: number }>();
  const add = (kind: StoredKind, count: number, bytes: number) => {
    const before = sums.get(kind) ?? { count: 0, bytes: 0 };
    sums.set(kind, { count: before.count + count, bytes: before.bytes + bytes });
  };
  const root = await privateRoot();
  if (root !== undefined)
    for await (const [name, entry] of root.entries()) {
      const kind = kinds[name] ?? "other";
      if (entry instanceof FileSystemFileHandle) add(kind, 1, (await entry.getFile()).size);
      else for await (const inside of (entry as FileSystemDirectoryHandle).values()) add(kind, 1, await sizeOf(inside));
    }
  for (const size of await cachedSizes()) add("app", 1, size);
  return [...sums]
    .map(([kind, sum]) => ({ kind, ...sum }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.bytes - one.bytes);
}

/**
 * Removes all that this site keeps: files, databases, caches, what was set, and the service worker.
 * @returns false where another tab holds a file that would not go
 */
export async function eraseSiteData(): Promise<boolean> {
  let isWhole = true;
  const root = await privateRoot();
  if (root !== undefined) for await (const name of root.keys()) if (!(await isRemoved(root, name))) isWhole = false;
  for (const { name } of (await orNothing(globalThis.indexedDB?.databases())) ?? [])
    if (name !== undefined && !(await isDeleted(name))) isWhole = false;
  for (const name of (await orNothing(globalThis.caches?.keys())) ?? []) await caches.delete(name);
  for (const one of (await orNothing(navigator.serviceWorker?.getRegistrations())) ?? []) await one.unregister();
  return isWhole;
}

async function privateRoot(): Promise<FileSystemDirectoryHandle | undefined> {
  return await orNothing(navigator.storage?.getDirectory?.());
}

async function sizeOf(entry: FileSystemHandle): Promise<number> {
  if (entry instanceof FileSystemFileHandle) return (await entry.getFile()).size;
  let bytes = 0;
  for await (const inside of (entry as FileSystemDirectoryHandle).values()) bytes += await sizeOf(inside);
  return bytes;
}

/** Of what the service worker keeps. Sizes are those the server announced, where it did: reading all would be 30 MB. */
async function cachedSizes(): Promise<number[]> {
  const sizes: number[] = [];
  for (const name of (await orNothing(globalThis.caches?.keys())) ?? []) {
    const cache = await caches.open(name);
    for (const response of await cache.matchAll()) {
      const announced = Number(response.headers.get("Content-Length"));
      sizes.push(announced > 0 ? announced : (await response.blob()).size);
    }
  }
  return sizes;
}

/** A worker that has just ended keeps its files a moment longer; another tab keeps them for good. */
const TRIES = 20;
const PAUSE_MILLISECONDS = 100;

async function isRemoved(root: FileSystemDirectoryHandle, name: string): Promise<boolean> {
  for (let tries = 1; ; tries++) {
    try {
      await root.removeEntry(name, { recursive: true });
      return true;
    } catch {
      if (tries === TRIES) return false;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
    }
  }
}

/** False while another tab has it open: it goes when that one closes it. */
async function isDeleted(database: string): Promise<boolean> {
  return await new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(database);
    request.onsuccess = () => resolve(true);
    request.onerror = () => resolve(false);
    request.onblocked = () => resolve(false);
  });
}

async function orNothing<T>(asked: Promise<T> | undefined): Promise<T | undefined> {
  return await asked?.catch(() => undefined);
}
