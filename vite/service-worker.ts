import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { build, type Plugin, type Rollup } from "vite";
import { type BuiltFile, SERVICE_WORKER_FILE } from "../src/offline/built-file.ts";

/** The bundler's own names carry a hash of their contents; those of `public/` and the pages do not. */
const HASHED = /^assets\//;

/** Every file of the built app, with what tells one version of it from another. */
function listBuiltFiles(folder: string): BuiltFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => {
      const url = path.slice(folder.length + 1).replaceAll(sep, "/");
      const bytes = readFileSync(path);
      const revision = HASHED.test(url) ? null : createHash("sha256").update(bytes).digest("hex").slice(0, 16);
      return { url, revision, bytes: bytes.length };
    })
    .filter(({ url }) => url !== SERVICE_WORKER_FILE)
    .sort((one, other) => (one.url < other.url ? -1 : 1));
}

/**
 * Writes the service worker of a built app beside its pages, with the list of all files, so that the page works offline
 * as a whole. One classic script, as every browser takes it.
 */
export async function writeServiceWorker(folder: string): Promise<void> {
  const built = (await build({
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    define: {
      "process.env.NODE_ENV": JSON.stringify("production"),
      BUILT_FILES: JSON.stringify(listBuiltFiles(folder)),
    },
    build: {
      write: false,
      target: "es2024",
      lib: {
        entry: join(import.meta.dirname, "../src/offline/service-worker.ts"),
        formats: ["iife"],
        name: "serviceWorker",
      },
    },
  })) as Rollup.RollupOutput[];
  writeFileSync(join(folder, SERVICE_WORKER_FILE), built[0]!.output[0].code);
}

/** Once the pages are on the disk as they will be served. */
export function serviceWorker(): Plugin {
  let folder = "";
  return {
    name: "service-worker",
    apply: "build",
    enforce: "post",
    configResolved({ root, build: { outDir } }) {
      folder = resolve(root, outDir);
    },
    async closeBundle(error) {
      if (error === undefined) await writeServiceWorker(folder);
    },
  };
}
