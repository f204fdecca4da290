import * as Comlink from "comlink";
import type { BackendChoice, BackendSettings } from "../core/ports/backend-choice.ts";
import type { RasterWindow } from "../core/raster/window.ts";
import type { DemoApi, InferenceApi, ModelSource, SelfTested } from "./api.ts";
import { createWorkerClient, type StartedWorker } from "./client.ts";

/**
 * Loads a model as a run would and lets it answer a known window twice: the first time a GPU compiles its shaders, and
 * half floats are put to their trial. Both workers are its own and end with it.
 */
export async function selfTest(
  model: ModelSource,
  settings: BackendSettings,
  startDemo: () => StartedWorker,
  startInference: () => StartedWorker,
  signal: AbortSignal,
): Promise<SelfTested> {
  const demo = createWorkerClient<DemoApi>("demo", startDemo);
  const inference = createWorkerClient<InferenceApi>("inference", startInference);
  try {
    const window = await demo.call((api) => api.selfTestWindow(model.manifest.windowPx), signal);
    const choice = await inference.call<BackendChoice>(async (api) => await api.load(model, settings), signal);
    const run = () => inference.call((api) => api.run(copyOf(window)), signal);
    await run();
    const started = performance.now();
    const answer = await run();
    const milliseconds = performance.now() - started;
    const precision = await inference.call((api) => api.precision(), signal);
    return {
      choice: choice.backend === "webgpu" ? { ...choice, precision } : choice,
      milliseconds,
      answer,
    };
  } finally {
    demo.stop();
    inference.stop();
  }
}

/** Its buffers go to the worker. */
function copyOf(window: RasterWindow): RasterWindow {
  const copy = { ...window, pixels: window.pixels.slice(), mask: window.mask.slice() };
  return Comlink.transfer(copy, [copy.pixels.buffer, copy.mask.buffer]);
}
