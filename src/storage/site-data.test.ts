import { afterEach, expect, test, vi } from "vitest";
import { eraseSiteData, measureSiteData } from "./site-data.ts";

const SCOPE = "https://intranet.exemple.fr/outils/ocsol/";
const OTHERS = "https://intranet.exemple.fr/outils/autre/";

class FileHandle {
  readonly size: number;
  constructor(size: number) {
    this.size = size;
  }
  getFile = async () => ({ size: this.size });
}

/** An origin that has another application beside Ocsol, each with something of every kind. */
function origin() {
  const folders = new Map(
    ["class-rasters", "models", "orthophotos", "autre"].map((name) => [
      name,
      { values: () => [new FileHandle(100), new FileHandle(20)] },
    ]),
  );
  const databases = new Set(["ocsol", "ocsol-work", "autre"]);
  const cached = new Set([`workbox-precache-v2-${SCOPE}`, `workbox-precache-v2-${OTHERS}`, "autre"]);
  const workers = new Set([SCOPE, OTHERS, "https://intranet.exemple.fr/"]);
  vi.stubGlobal("FileSystemFileHandle", FileHandle);
  vi.stubGlobal("navigator", {
    storage: {
      getDirectory: async () => ({
        entries: () => [...folders],
        keys: () => [...folders.keys()],
        removeEntry: async (name: string) => void folders.delete(name),
      }),
    },
    serviceWorker: {
      getRegistrations: async () =>
        [...workers].map((scope) => ({ scope, unregister: async () => workers.delete(scope) })),
    },
  });
  vi.stubGlobal("indexedDB", {
    databases: async () => [...databases].map((name) => ({ name })),
    deleteDatabase(name: string) {
      databases.delete(name);
      const request = { onsuccess: () => {} };
      queueMicrotask(() => request.onsuccess());
      return request;
    },
  });
  vi.stubGlobal("caches", {
    keys: async () => [...cached],
    delete: async (name: string) => cached.delete(name),
    open: async () => ({ matchAll: async () => [new Response("0123456789")] }),
  });
  return { folders, databases, cached, workers };
}

afterEach(() => vi.unstubAllGlobals());

test("erasing takes all that Ocsol keeps and nothing of another application of the same origin", async () => {
  const { folders, databases, cached, workers } = origin();
  expect(await eraseSiteData(SCOPE)).toBe(true);
  expect([...folders.keys()]).toEqual(["autre"]);
  expect([...databases]).toEqual(["autre"]);
  expect([...cached]).toEqual([`workbox-precache-v2-${OTHERS}`, "autre"]);
  expect([...workers]).toEqual([OTHERS, "https://intranet.exemple.fr/"]);
});

test("measured is what Ocsol keeps", async () => {
  origin();
  expect(await measureSiteData(SCOPE)).toEqual([
    { kind: "runs", count: 2, bytes: 120 },
    { kind: "models", count: 2, bytes: 120 },
    { kind: "orthophotos", count: 2, bytes: 120 },
    { kind: "app", count: 1, bytes: 10 },
  ]);
});
