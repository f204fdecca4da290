import { Worker } from "node:worker_threads";
import nodeEndpoint from "comlink/dist/esm/node-adapter.mjs";
import type { StartedWorker } from "../workers/client.ts";

/** Starts a TypeScript module as a worker thread. */
export function startWorkerThread(module: URL): StartedWorker {
  const worker = new Worker(new URL("./worker-thread-entry.mjs", import.meta.url), {
    workerData: { module: module.href },
    execArgv: [],
  });
  return {
    endpoint: nodeEndpoint(worker),
    onDeath(callback) {
      worker.on("error", (error) => callback(String(error)));
      worker.on("exit", (code) => callback(`exit ${code}`));
    },
    terminate: () => void worker.terminate(),
  };
}
