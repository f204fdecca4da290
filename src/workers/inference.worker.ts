import * as Comlink from "comlink";
import { chooseBackend } from "../inference/choose-backend.ts";
import { browserRuntime } from "../inference/runtime-browser.ts";
import { carryErrorsAcrossThreads } from "./errors-across-threads.ts";
import { createInferenceApi } from "./inference-api.ts";

carryErrorsAcrossThreads();
Comlink.expose(createInferenceApi({ runtime: browserRuntime(), chooseBackend, readModel }));

async function readModel(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
