import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parentPort } from "node:worker_threads";
import * as Comlink from "comlink";
import nodeEndpoint from "comlink/dist/esm/node-adapter.mjs";
import { nodeRuntime } from "../inference/runtime-node.ts";
import { carryErrorsAcrossThreads } from "../workers/errors-across-threads.ts";
import { createInferenceApi } from "../workers/inference-api.ts";

carryErrorsAcrossThreads();
Comlink.expose(
  createInferenceApi({
    runtime: nodeRuntime(),
    chooseBackend: async () => ({ backend: "wasm", reason: "webgpu-absent", detail: "Node" }),
    readModel: (url) => readFile(fileURLToPath(url)),
  }),
  nodeEndpoint(parentPort!),
);
