import * as Comlink from "comlink";
import { carryErrorsAcrossThreads } from "./errors-across-threads.ts";
import { createModelsApi } from "./models-api.ts";

carryErrorsAcrossThreads();
Comlink.expose(createModelsApi());
