import * as Comlink from "comlink";
import { carryErrorsAcrossThreads } from "./errors-across-threads.ts";
import { createRasterApi } from "./raster-api.ts";

carryErrorsAcrossThreads();
Comlink.expose(createRasterApi());
