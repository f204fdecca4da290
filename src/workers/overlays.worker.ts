import * as Comlink from "comlink";
import { carryErrorsAcrossThreads } from "./errors-across-threads.ts";
import { createOverlaysApi } from "./overlays/overlays-api.ts";

carryErrorsAcrossThreads();
Comlink.expose(createOverlaysApi());
