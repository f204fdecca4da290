import * as Comlink from "comlink";
import { isAppError, isOutOfMemory } from "../core/errors.ts";
import type { BackendChoice, BackendSettings } from "../core/ports/backend-choice.ts";
import type { ClassWindow, RasterWindow } from "../core/raster/window.ts";
import type { InferenceApi, ModelSource } from "./api.ts";
import { createWorkerClient, type StartedWorker, type WorkerClient } from "./client.ts";

export interface InferencePool {
  /** How many workers a run has where it is inferred: one on a GPU, half of them on a processor to be gentle to. */
  atOnce(backend: BackendChoice["backend"], settings: BackendSettings): number;
  /** As many workers as `atOnce` says. */
  load(model: ModelSource, settings: BackendSettings, signal: AbortSignal): Promise<BackendChoice>;
  lanes(): number;
  backend(): BackendChoice | undefined;
  /** `window`'s buffers are detached. A worker that failed a window is ended; the next window gets a fresh one. */
  run(window: RasterWindow, signal: AbortSignal): Promise<ClassWindow>;
  close(): void;
}

type InferenceWorker = WorkerClient<InferenceApi>;

/** @param processorWorkers how many run at once on the processor, where it need not be gentle */
export function createInferencePool(startWorker: () => StartedWorker, processorWorkers: number): InferencePool {
  let workers: InferenceWorker[] = [];
  let loaded: { model: ModelSource; settings: BackendSettings } | undefined;
  let choice: BackendChoice | undefined;
  let idle: InferenceWorker[] = [];
  let waiting: ((worker: InferenceWorker) => void)[] = [];

  const atOnce: InferencePool["atOnce"] = (backend, { gentle }) => {
    if (backend === "webgpu") return 1;
    return gentle ? Math.ceil(processorWorkers / 2) : processorWorkers;
  };
  const release = (worker: InferenceWorker) => {
    if (!workers.includes(worker)) return; // given up, or of a model that has since been replaced
    const next = waiting.shift();
    if (next === undefined) idle.push(worker);
    else next(worker);
  };
  const acquire = (signal: AbortSignal) => {
    const worker = idle.pop();
    if (worker !== undefined) return Promise.resolve(worker);
    return new Promise<InferenceWorker>((resolve, reject) => {
      const take = (free: InferenceWorker) => {
        signal.removeEventListener("abort", abandon);
        resolve(free);
      };
      const abandon = () => {
        waiting = waiting.filter((other) => other !== take);
        reject(signal.reason);
      };
      waiting.push(take);
      signal.addEventListener("abort", abandon, { once: true });
    });
  };
  const stopAll = () => {
    for (const worker of workers) worker.stop();
    workers = [];
    idle = [];
    loaded = undefined;
    choice = undefined;
  };

  return {
    atOnce,
    async load(model, settings, signal) {
      if (choice !== undefined && loaded?.model.url === model.url && sameSettings(loaded.settings, settings))
        return choice;
      stopAll();
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
      const wanted = atOnce(backend, settings);
      // The others take the first one's backend, so that one run has one backend.
      while (workers.length < wanted)
        workers.push(
          createWorkerClient<InferenceApi>("inference", startWorker, (api) =>
            api.load(model, { ...settings, wanted: backend }),
          ),
        );
      idle.push(...workers);
      loaded = { model, settings };
      return choice!;
    },
    close: stopAll,
    lanes: () => workers.length,
    backend: () => choice,
    async run(window, signal) {
      for (;;) {
        const worker = await acquire(signal);
        try {
          const answer = await worker.call(
            (api) => api.run(Comlink.transfer(window, [window.pixels.buffer, window.mask.buffer])),
            signal,
          );
          if (choice?.backend === "webgpu" && choice.precision === "fp16-untried")
            choice = { ...choice, precision: await worker.call((api) => api.precision(), signal) };
          return answer;
        } catch (error) {
          if (isAppError(error, "window-failed")) worker.stop();
          // It could not be prepared (memory): the window has not left this thread, and another worker may take it.
          const unprepared = isAppError(error, "backend-unavailable");
          const isShort = unprepared || (isAppError(error, "window-failed") && isOutOfMemory(error.fields.detail));
          const others = workers.length > 1;
          // Where memory is short, fewer sessions do.
          if (isShort && others) workers = workers.filter((other) => other !== worker);
          if (!(unprepared && others)) throw error;
        } finally {
          release(worker);
        }
      }
    },
  };
}

function sameSettings(a: BackendSettings, b: BackendSettings): boolean {
  return a.wanted === b.wanted && a.allowSoftwareGpu === b.allowSoftwareGpu && !a.gentle === !b.gentle;
}
