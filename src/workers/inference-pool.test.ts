import * as Comlink from "comlink";
import { expect, test } from "vitest";
import { appError } from "../core/errors.ts";
import type { RasterWindow } from "../core/raster/window.ts";
import type { InferenceApi, ModelSource } from "./api.ts";
import type { StartedWorker } from "./client.ts";
import { createInferencePool } from "./inference-pool.ts";

const model = { url: "model.onnx" } as ModelSource;
const settings = { wanted: "wasm", allowSoftwareGpu: false } as const;
const { signal } = new AbortController();

const window = (): RasterWindow => ({
  width: 1,
  height: 1,
  bands: 1,
  pixels: new Uint8Array(1),
  mask: new Uint8Array(1),
  affine: [1, 0, 0, 0, -1, 0],
});

/** Workers in this thread; the `n`th of them (from 1) answers a window as `run` does. */
function startWith(run: (n: number) => void): { start: () => StartedWorker; alive: () => number } {
  let started = 0;
  let ended = 0;
  const start = (): StartedWorker => {
    const n = ++started;
    const { port1, port2 } = new MessageChannel();
    const api = {
      load: async () => ({ backend: "wasm", reason: "asked", detail: "" }),
      run: async () => {
        run(n);
        return { width: 1, height: 1, classes: Uint8Array.of(n), confidence: new Uint8Array(1) };
      },
      precision: () => "fp32",
    } as unknown as InferenceApi;
    Comlink.expose(api, port2);
    port1.start();
    return {
      endpoint: port1,
      onDeath() {},
      terminate() {
        ended++;
        port1.close();
      },
    };
  };
  return { start, alive: () => started - ended };
}

test("a window that failed for want of memory leaves fewer sessions, one at least; another failure a fresh one", async () => {
  let memory = true;
  const { start, alive } = startWith(() => {
    if (memory) throw appError("window-failed", { x: 0, y: 0, detail: "std::bad_alloc" });
  });
  const pool = createInferencePool(start, 3);
  await pool.load(model, settings, signal);
  const lanes = [pool.lanes()];
  for (let window1 = 0; window1 < 4; window1++) {
    await expect(pool.run(window(), signal)).rejects.toMatchObject({ tag: "window-failed" });
    lanes.push(pool.lanes());
  }
  expect(lanes).toEqual([3, 2, 1, 1, 1]);
  memory = false;
  expect((await pool.run(window(), signal)).width).toBe(1);
  expect(alive()).toBe(1);
  pool.close();
});

test("a run has as many workers as is said of it: half of them, rounded up, where it is to be gentle", async () => {
  for (const gentle of [false, true]) {
    const { start } = startWith(() => {});
    const pool = createInferencePool(start, 3);
    await pool.load(model, { ...settings, gentle }, signal);
    expect(pool.lanes()).toBe(gentle ? 2 : 3);
    expect(pool.atOnce("wasm", { ...settings, gentle })).toBe(pool.lanes());
    expect(pool.atOnce("webgpu", { ...settings, gentle })).toBe(1);
    pool.close();
  }
});
