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
function threadWith(choice: BackendChoice) {
  const read: string[] = [];
  const api = createInferenceApi({
    runtime: nodeRuntime(),
    chooseBackend: async () => choice,
    readModel: async (url) => {
      read.push(url.replace(folder.href, ""));
      return await readFile(new URL(url));
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
