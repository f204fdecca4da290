import * as Comlink from "comlink";
import { carryErrorsAcrossThreads } from "./errors-across-threads.ts";
import { createImageryApi } from "./imagery-api.ts";

carryErrorsAcrossThreads();
Comlink.expose(createImageryApi());
