// A worker thread does not take up the TypeScript loader of its parent: this JavaScript entry registers it, then loads
// the worker's own module.
import { workerData } from "node:worker_threads";
import { register } from "tsx/esm/api";

register();
await import(workerData.module);
