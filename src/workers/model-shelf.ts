import type { Remote } from "comlink";
import { appError, isAppError } from "../core/errors.ts";
import type { GraphFacts, ModelDescription } from "../core/models/description.ts";
import { graphFile, type ModelManifest } from "../core/ports/model-manifest.ts";
import type { RasterWindow } from "../core/raster/window.ts";
import type { InferenceApi, InspectedModel, ModelSource, ModelsApi } from "./api.ts";
import { createWorkerClient, type StartedWorker } from "./client.ts";

/** The models a user has brought. Each call has a worker of its own, ended with it: a graph may hold 100 MB. */
export interface ModelShelf {
  list(signal: AbortSignal): Promise<ModelSource[]>;
  inspect(graph: File, sidecar: File | undefined, signal: AbortSignal): Promise<InspectedModel>;
  describe(graph: File, facts: GraphFacts, description: ModelDescription, signal: AbortSignal): Promise<ModelManifest>;
  /** Runs the model once, refuses it if it does not answer as announced, and keeps it. */
  add(graph: File, manifest: ModelManifest, signal: AbortSignal): Promise<{ model: ModelSource; durable: boolean }>;
  remove(model: ModelSource, signal: AbortSignal): Promise<void>;
}

export function createModelShelf(
  startModelsWorker: () => StartedWorker,
  startInferenceWorker: () => StartedWorker,
): ModelShelf {
  const ask = async <T>(work: (api: Remote<ModelsApi>) => Promise<T>, signal: AbortSignal): Promise<T> => {
    const worker = createWorkerClient<ModelsApi>("models", startModelsWorker);
    try {
      return await worker.call(work, signal);
    } finally {
      worker.stop();
    }
  };
  const tryOut = async (model: ModelSource, signal: AbortSignal) => {
    const worker = createWorkerClient<InferenceApi>("inference", startInferenceWorker);
    try {
      await worker.call(async (api) => {
        // The processor: what it refuses, no browser runs.
        await api.load(model, { wanted: "wasm", allowSoftwareGpu: false });
        return await api.run(noiseWindow(model.manifest));
      }, signal);
    } catch (error) {
      if (!isAppError(error, "window-failed") && !isAppError(error, "backend-unavailable")) throw error;
      const { detail } = error.fields;
      throw appError("model-refused", { model: graphFile(model.manifest).path, reason: "cannot-run", detail }, error);
    } finally {
      worker.stop();
    }
  };
  const sourceOf = (manifest: ModelManifest, graph: File): ModelSource => ({
    manifest,
    // Lasts as long as the page, and every worker of it may fetch it.
    url: URL.createObjectURL(graph),
    added: true,
  });

  return {
    async list(signal) {
      const kept = await ask((api) => api.list(), signal);
      return kept.map(({ manifest, graph }) => sourceOf(manifest, graph));
    },
    inspect: (graph, sidecar, signal) => ask<InspectedModel>(async (api) => await api.inspect(graph, sidecar), signal),
    describe: (graph, facts, description, signal) => ask((api) => api.describe(graph, facts, description), signal),
    async add(graph, manifest, signal) {
      const brought = sourceOf(manifest, graph);
      try {
        await tryOut(brought, signal);
        const kept = await ask((api) => api.keep(manifest, graph), signal);
        // The user's own file may be moved or changed: the copy may not.
        if (kept === undefined) return { model: sourceOf(manifest, graph), durable: false };
        return { model: sourceOf(manifest, kept), durable: true };
      } finally {
        URL.revokeObjectURL(brought.url);
      }
    },
    async remove({ manifest, url }, signal) {
      await ask((api) => api.remove(manifest.id), signal);
      URL.revokeObjectURL(url);
    },
  };
}

/** Grey noise: where all pixels are equal, a sound network may give all classes the same score. */
function noiseWindow({ windowPx, input }: ModelManifest): RasterWindow {
  const bands = input.bands.length;
  const pixels = Uint8Array.from(
    { length: windowPx * windowPx * bands },
    (_, at) => 96 + (Math.imul(at, 0x9e3779b1) >>> 26),
  );
  const mask = new Uint8Array(windowPx * windowPx).fill(255);
  return { width: windowPx, height: windowPx, bands, pixels, mask, affine: [1, 0, 0, 0, -1, 0] };
}
