import type { Stored, StoredKind } from "../core/ports/site-data.ts";
import { FOLDERS } from "./folders.ts";
import { COMPARISONS_DATABASE } from "./kept-comparisons.ts";
import { WORK_DATABASE } from "./kept-work.ts";
import { RUNS_DATABASE } from "./run-records.ts";

const kinds: Readonly<Record<string, StoredKind>> = {
  [FOLDERS.runs]: "runs",
  [FOLDERS.models]: "models",
  [FOLDERS.orthophotos]: "orthophotos",
};

// The browser keeps files, databases and caches by origin, which an intranet's other applications have in common with
// Ocsol (https://intranet.exemple.fr/outils/ocsol/): only what bears our names is ours.
const DATABASES = [RUNS_DATABASE, WORK_DATABASE, COMPARISONS_DATABASE];

/** What Ocsol has in the browser's private file system and its caches, largest first; empty kinds are left out. */
/** @param scope address of the folder that the app is served from, which its service worker has for scope */
export async function measureSiteData(scope: string): Promise<Stored[]> {
  const sums = new Map<StoredKind, { count: number; bytes: number }>();
  const add = (kind: StoredKind, count: number, bytes: number) => {
    const before = sums.get(kind) ?? { count: 0, bytes: 0 };
    sums.set(kind, { count: before.count + count, bytes: before.bytes + bytes });
  };
  const root = await privateRoot();
  if (root !== undefined)
    for await (const [name, entry] of root.entries()) {
      const kind = kinds[name];
      if (kind === undefined) continue;
      for await (const inside of (entry as FileSystemDirectoryHandle).values()) add(kind, 1, await sizeOf(inside));
    }
  for (const size of await cachedSizes(scope)) add("app", 1, size);
  return [...sums]
    .map(([kind, sum]) => ({ kind, ...sum }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.bytes - one.bytes);
}

/**
 * Removes all that Ocsol keeps but its settings: files, databases, caches and the service worker.
 * @param scope as above
 * @returns false where another tab holds a file that would not go
 */
export async function eraseSiteData(scope: string): Promise<boolean> {
  let isWhole = true;
  const root = await privateRoot();
  if (root !== undefined)
    for await (const name of root.keys()) if (name in kinds && !(await isRemoved(root, name))) isWhole = false;
  if (globalThis.indexedDB !== undefined) for (const name of DATABASES) if (!(await isDeleted(name))) isWhole = false;
  for (const name of await cacheNames(scope)) await caches.delete(name);
  for (const one of (await orNothing(navigator.serviceWorker?.getRegistrations())) ?? [])
    if (one.scope === scope) await one.unregister();
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
async function cachedSizes(scope: string): Promise<number[]> {
  const sizes: number[] = [];
  for (const name of await cacheNames(scope)) {
    const cache = await caches.open(name);
    for (const response of await cache.matchAll()) {
      const announced = Number(response.headers.get("Content-Length"));
      sizes.push(announced > 0 ? announced : (await response.blob()).size);
    }
  }
  return sizes;
}

/** Workbox ends the names of its caches with the scope. */
async function cacheNames(scope: string): Promise<string[]> {
  return ((await orNothing(globalThis.caches?.keys())) ?? []).filter((name) => name.endsWith(`-${scope}`));
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
