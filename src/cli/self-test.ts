import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { selfTestWindow } from "../demo/self-test-window.ts";
import { nodeRuntime } from "../inference/runtime-node.ts";
import { createInferenceApi } from "../workers/inference-api.ts";
import { modelNamed } from "./models.ts";

/** A model's manifest and what it answers to the self-test's window on this machine's processor. */
export async function selfTestOf(id: string) {
  const model = await modelNamed(id);
  const api = createInferenceApi({
    runtime: nodeRuntime(),
    chooseBackend: async () => ({ backend: "wasm", reason: "asked", detail: "" }),
    readModel: (url) => readFile(fileURLToPath(url)),
  });
  await api.load(model, { wanted: "wasm", allowSoftwareGpu: false });
  return { manifest: model.manifest, answer: await api.run(selfTestWindow(model.manifest.windowPx)) };
}
