import * as Comlink from "comlink";
import { isAppError } from "../core/errors.ts";
import type { BackendChoice, BackendSettings } from "../core/ports/backend-choice.ts";
import type { ClassWindow, RasterWindow } from "../core/raster/window.ts";
import type { InferenceApi, ModelSource } from "./api.ts";
import { createWorkerClient, type StartedWorker, type WorkerClient } from "./client.ts";

export interface InferencePool {
  /** One worker on a GPU, all of them on the processor. */
  load(model: ModelSource, settings: BackendSettings, signal: AbortSignal): Promise<BackendChoice>;
  lanes(): number;
  /** `window`'s buffers are detached. A worker that failed a window is ended; the next window gets a fresh one. */
  run(window: RasterWindow, signal: AbortSignal): Promise<ClassWindow>;
  close(): void;
}

/** @param processorWorkers how many run at once on the processor */
export function createInferencePool(startWorker: () => StartedWorker, processorWorkers: number): InferencePool {
  let workers: WorkerClient<InferenceApi>[] = [];
  let loaded: { model: ModelSource; settings: BackendSettings; choice: BackendChoice } | undefined;
  const idle: WorkerClient<InferenceApi>[] = [];
  const waiting: ((worker: WorkerClient<InferenceApi>) => void)[] = [];

  const release = (worker: WorkerClient<InferenceApi>) => {
    if (!workers.includes(worker)) return; // of a model that has since been replaced
    const next = waiting.shift();
    if (next === undefined) idle.push(worker);
    else next(worker);
  };
  const acquire = () => {
    const worker = idle.pop();
    return worker === undefined
      ? new Promise<WorkerClient<InferenceApi>>((resolve) => waiting.push(resolve))
      : Promise.resolve(worker);
  };
  const stopAll = () => {
    for (const worker of workers) worker.stop();
    workers = [];
    idle.length = 0;
    loaded = undefined;
  };

  return {
    async load(model, settings, signal) {
      if (loaded?.model.url === model.url && sameSettings(loaded.settings, settings)) return loaded.choice;
      stopAll();
      let choice: BackendChoice | undefined;
      const first = createWorkerClient<InferenceApi>("inference", startWorker, async (api) => {
        choice = await api.load(model, settings);
      });
      workers = [first];
      try {
        await first.call(async () => {}, signal);
      } catch (error) {
        stopAll();
        throw error;
      }
      const { backend } = choice!;
      const wanted = backend === "webgpu" ? 1 : processorWorkers;
      // The others take the first one's backend, so that one run has one backend.
      while (workers.length < wanted)
        workers.push(
          createWorkerClient<InferenceApi>("inference", startWorker, (api) =>
            api.load(model, { ...settings, wanted: backend }),
          ),
        );
      idle.push(...workers);
      loaded = { model, settings, choice: choice! };
      return choice!;
    },
    close: stopAll,
    lanes: () => workers.length,
    async run(window, signal) {
      const worker = await acquire();
      const work = worker.call(
        (api) => api.run(Comlink.transfer(window, [window.pixels.buffer, window.mask.buffer])),
        signal,
      );
      return await work
        .catch((error: unknown) => {
          if (isAppError(error, "window-failed")) worker.stop();
          throw error;
        })
        .finally(() => release(worker));
    },
  };
}

function sameSettings(a: BackendSettings, b: BackendSettings): boolean {
  return a.wanted === b.wanted && a.allowSoftwareGpu === b.allowSoftwareGpu;
}
