import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import type { ModelManifest } from "../src/core/ports/model-manifest.ts";
import { createScene, DEMO_SEED } from "../src/demo/scene.ts";
import { decide } from "../src/inference/decide.ts";
import { openNatively } from "../src/testing/native-runtime.ts";
import { type Answered, InferenceWorker } from "./support/inference-worker.ts";

const onGpu = { wanted: "webgpu", allowSoftwareGpu: true } as const;
const onProcessor = { wanted: "wasm", allowSoftwareGpu: false } as const;

const ids = readdirSync("models").filter((name) => name.startsWith("ocsol-"));
const shipped = ids.find((id) => !id.endsWith("-test"))!;

function manifestOf(id: string): ModelManifest {
  return JSON.parse(readFileSync(`models/${id}/manifest.json`, "utf8"));
}

/** A window of the demonstration scene. */
async function picture(size: number): Promise<Uint8Array> {
  const scene = createScene({ seed: DEMO_SEED, width: size, height: size });
  return (await scene.read({ column: 0, row: 0, width: size, height: size }, 0)).pixels;
}

/** What native onnxruntime decides, from the graph that answers logits. */
async function nativeAnswer({ id, windowPx, haloPx, output }: ModelManifest, pixels: Uint8Array): Promise<Answered> {
  const session = await openNatively(`models/${id}/model.onnx`);
  test.skip(session === undefined, "onnxruntime-node has no binary for this machine");
  const logits = await session!.logits(pixels, windowPx);
  const mask = new Uint8Array(windowPx * windowPx).fill(255);
  return decide(
    logits,
    mask,
    windowPx,
    haloPx,
    Uint8Array.from(output.channels, ({ numero }) => numero!),
  );
}

function expectSame(answer: Answered, native: Answered): void {
  expect(answer.classes.length).toBe(native.classes.length);
  expect(new Set(native.classes).size).toBeGreaterThan(2);
  const same = native.classes.filter((numero, at) => numero === answer.classes[at]).length;
  expect(same / native.classes.length).toBeGreaterThanOrEqual(0.999);
  const furthest = native.confidence.reduce(
    (far, value, at) => Math.max(far, Math.abs(value - answer.confidence[at]!)),
    0,
  );
  expect(furthest).toBeLessThanOrEqual(1);
}

for (const id of ids)
  test(`every operator of ${id} runs on WebGPU`, async ({ page }) => {
    const worker = await InferenceWorker.start(page);
    // The worker opens graphs made for a GPU with the processor's fallback disabled: one operator short, and it is WASM.
    expect(await worker.load(manifestOf(id), onGpu)).toMatchObject({ backend: "webgpu" });
  });

test("WebAssembly in the browser and native onnxruntime see the same classes", async ({ page }) => {
  const manifest = manifestOf(shipped);
  const pixels = await picture(manifest.windowPx);
  const worker = await InferenceWorker.start(page);
  expect(await worker.load(manifest, onProcessor)).toMatchObject({ backend: "wasm" });
  expectSame(await worker.run(manifest, pixels), await nativeAnswer(manifest, pixels));
});

test("WebGPU and native onnxruntime see the same classes, on the small model", async ({ page }) => {
  const manifest = manifestOf("ocsol-tiny-test");
  const pixels = await picture(manifest.windowPx);
  const worker = await InferenceWorker.start(page);
  expect(await worker.load(manifest, onGpu)).toMatchObject({ backend: "webgpu" });
  expectSame(await worker.run(manifest, pixels), await nativeAnswer(manifest, pixels));
});
