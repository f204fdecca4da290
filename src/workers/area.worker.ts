import * as Comlink from "comlink";
import { createAreaApi } from "./area-api.ts";
import { carryErrorsAcrossThreads } from "./errors-across-threads.ts";

carryErrorsAcrossThreads();
Comlink.expose(createAreaApi());
