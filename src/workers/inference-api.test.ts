import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import type { BackendChoice, BackendSettings } from "../core/ports/backend-choice.ts";
import { parseManifest } from "../inference/manifest.ts";
import { nodeRuntime } from "../inference/runtime-node.ts";
import type { ModelSource } from "./api.ts";
import { createInferenceApi } from "./inference-api.ts";

const folder = new URL("../../models/ocsol-tiny-test/", import.meta.url);
const manifest = parseManifest(JSON.parse(await readFile(new URL("manifest.json", folder), "utf8")), "tiny");
const urlOf = (path: string) => new URL(path, folder).href;
const bundled: ModelSource = {
  manifest,
  url: urlOf("model.onnx"),
  gpuUrls: { classes: urlOf("classes.onnx"), "classes-fp16": urlOf("classes-fp16.onnx") },
};
const settings: BackendSettings = { wanted: "auto", allowSoftwareGpu: false };

/** An inference thread on a machine where `choice` came of asking for a GPU; and the names of the files it has read. */
function threadWith(
  choice: BackendChoice,
  damage: (bytes: Uint8Array, afresh: boolean) => Uint8Array = (sound) => sound,
) {
  const read: string[] = [];
  const api = createInferenceApi({
    runtime: nodeRuntime(),
    chooseBackend: async () => choice,
    readModel: async (url, afresh) => {
      read.push(`${url.replace(folder.href, "")}${afresh ? " afresh" : ""}`);
      return damage(await readFile(new URL(url)), afresh);
    },
  });
  return { api, read };
}

test("on the processor only the graph that answers logits is fetched", async () => {
  const { api, read } = threadWith({ backend: "wasm", reason: "asked", detail: "" });
  expect(await api.load(bundled, settings)).toEqual({ backend: "wasm", reason: "asked", detail: "" });
  expect(read).toEqual(["model.onnx"]);
  expect(api.precision()).toBe("fp32");
});

// Node has no GPU: what is tested is which graph is asked for, and that the run goes on without.
const gpu: BackendChoice = { backend: "webgpu", adapter: "a card", software: false, precision: "fp16-untried" };

test("a GPU is given the graph made for it; one that cannot run it leaves the work to the processor", async () => {
  const { api, read } = threadWith(gpu);
  expect(await api.load(bundled, settings)).toMatchObject({ backend: "wasm", reason: "session-failed" });
  expect(read).toEqual(["classes.onnx", "model.onnx"]);
});

test("a GPU is given a user's model as it is", async () => {
  const { api, read } = threadWith(gpu);
  await api.load({ manifest, url: urlOf("model.onnx") }, settings);
  expect(read).toEqual(["model.onnx", "model.onnx"]);
});

test("a file that is not the manifest's is refused, whichever it is", async () => {
  const { api } = threadWith(gpu);
  const swapped = { ...bundled, gpuUrls: { classes: urlOf("deepness.onnx"), "classes-fp16": urlOf("classes.onnx") } };
  await expect(api.load(swapped, settings)).rejects.toMatchObject({ tag: "model-checksum" });
});

const flipped = (bytes: Uint8Array) => bytes.map((byte, at) => (at === 1000 ? byte ^ 1 : byte));

test("a model that a cache has damaged is fetched again past the caches, once", async () => {
  const once = threadWith({ backend: "wasm", reason: "asked", detail: "" }, (bytes, afresh) =>
    afresh ? bytes : flipped(bytes),
  );
  await once.api.load(bundled, settings);
  expect(once.read).toEqual(["model.onnx", "model.onnx afresh"]);
  const always = threadWith({ backend: "wasm", reason: "asked", detail: "" }, flipped);
  await expect(always.api.load(bundled, settings)).rejects.toMatchObject({ tag: "model-checksum" });
  expect(always.read).toEqual(["model.onnx", "model.onnx afresh"]);
});

test("damage is what is told where the model cannot be fetched again", async () => {
  const { api } = threadWith({ backend: "wasm", reason: "asked", detail: "" }, (bytes, afresh) => {
    if (afresh) throw new TypeError("Failed to fetch");
    return flipped(bytes);
  });
  await expect(api.load(bundled, settings)).rejects.toMatchObject({ tag: "model-checksum" });
});
