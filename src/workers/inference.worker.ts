import * as Comlink from "comlink";
import { chooseBackend } from "../inference/choose-backend.ts";
import { browserRuntime } from "../inference/runtime-browser.ts";
import { carryErrorsAcrossThreads } from "./errors-across-threads.ts";
import { createInferenceApi } from "./inference-api.ts";

carryErrorsAcrossThreads();
Comlink.expose(createInferenceApi({ runtime: browserRuntime(), chooseBackend, readModel }));

async function readModel(url: string, afresh: boolean): Promise<Uint8Array> {
  if (afresh) await forget(url);
  const response = await fetch(url, { cache: afresh ? "reload" : "default" });
  if (!response.ok) throw new Error(`${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Out of the caches that a service worker answers from; there are none outside a secure context. */
async function forget(url: string): Promise<void> {
  for (const name of (await globalThis.caches?.keys()) ?? []) {
    const cache = await caches.open(name);
    await cache.delete(url, { ignoreSearch: true, ignoreVary: true });
  }
}
