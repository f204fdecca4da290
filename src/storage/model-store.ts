import { appError } from "../core/errors.ts";
import { FOLDERS } from "./folders.ts";

const MANIFEST = "manifest.json";
const GRAPH = "model.onnx";

/** A model as it was kept: its manifest, still to be checked, and its graph. */
export interface KeptModel {
  readonly id: string;
  readonly manifest: unknown;
  readonly graph: File;
}

/** Models the user has brought, each in a folder named by its id. */
export interface ModelStore {
  list(): Promise<KeptModel[]>;
  /** The graph as it is kept. */
  put(id: string, manifest: unknown, graph: Uint8Array): Promise<File>;
  remove(id: string): Promise<void>;
}

/** In the browser's private file system, for a dedicated worker; undefined where the browser has none. */
export async function openModelStore(): Promise<ModelStore | undefined> {
  const folder = await navigator.storage
    ?.getDirectory()
    .then((root) => root.getDirectoryHandle(FOLDERS.models, { create: true }))
    .catch(() => undefined);
  if (folder === undefined) return undefined;
  return {
    async list() {
      const kept: KeptModel[] = [];
      for await (const [id, entry] of folder.entries())
        if (entry instanceof FileSystemDirectoryHandle)
          await readModel(id, entry).then(
            (model) => kept.push(model),
            () => {}, // cut short while it was written: as if it were not there
          );
      return kept.sort((one, other) => one.id.localeCompare(other.id));
    },
    async put(id, manifest, graph) {
      const own = await folder.getDirectoryHandle(id, { create: true });
      try {
        // The manifest last: with it the model is there.
        await write(own, GRAPH, graph);
        await write(own, MANIFEST, new TextEncoder().encode(JSON.stringify(manifest)));
        return await (await own.getFileHandle(GRAPH)).getFile();
      } catch (error) {
        await folder.removeEntry(id, { recursive: true }).catch(() => {});
        if (error instanceof DOMException && error.name === "QuotaExceededError")
          throw appError("storage-full", { needed: graph.length }, error);
        throw error;
      }
    },
    async remove(id) {
      await folder.removeEntry(id, { recursive: true }).catch((error: unknown) => {
        // Kept in memory only, or another tab was first.
        if (!(error instanceof DOMException && error.name === "NotFoundError")) throw error;
      });
    },
  };
}

async function readModel(id: string, folder: FileSystemDirectoryHandle): Promise<KeptModel> {
  const [manifest, graph] = await Promise.all(
    [MANIFEST, GRAPH].map(async (name) => (await folder.getFileHandle(name)).getFile()),
  );
  return { id, manifest: JSON.parse(await manifest!.text()), graph: graph! };
}

async function write(folder: FileSystemDirectoryHandle, name: string, bytes: Uint8Array): Promise<void> {
  const file = await folder.getFileHandle(name, { create: true });
  // Synchronous handles: the only way to write that every browser has.
  const handle = await file.createSyncAccessHandle();
  try {
    handle.truncate(0);
    const written = handle.write(bytes as Uint8Array<ArrayBuffer>, { at: 0 });
    if (written !== bytes.length) throw appError("storage-full", { needed: bytes.length });
    handle.flush();
  } finally {
    handle.close();
  }
}
