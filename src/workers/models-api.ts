import type { ModelManifest } from "../core/ports/model-manifest.ts";
import { describedManifest, inspectModel, type NamedBytes } from "../inference/import-model.ts";
import { parseManifest } from "../inference/manifest.ts";
import { openModelStore } from "../storage/model-store.ts";
import type { ModelsApi } from "./api.ts";

export function createModelsApi(): ModelsApi {
  return {
    async inspect(graph, sidecar) {
      return inspectModel(await read(graph), sidecar && (await read(sidecar)), today());
    },
    async describe(graph, facts, description) {
      return describedManifest(await read(graph), facts, description, today());
    },
    async keep(manifest, graph) {
      const store = await openModelStore();
      return await store?.put(manifest.id, manifest, new Uint8Array(await graph.arrayBuffer()));
    },
    async list() {
      const kept = (await (await openModelStore())?.list()) ?? [];
      return kept.flatMap(({ id, manifest, graph }) => {
        const sound = readable(manifest, id);
        return sound === undefined ? [] : [{ manifest: sound, graph }];
      });
    },
    async remove(id) {
      await (await openModelStore())?.remove(id);
    },
  };
}

/** A kept manifest that this version of Ocsol no longer reads is not offered. */
function readable(manifest: unknown, id: string): ModelManifest | undefined {
  try {
    return parseManifest(manifest, id);
  } catch {
    return undefined;
  }
}

async function read(file: File): Promise<NamedBytes> {
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
