import * as Comlink from "comlink";
import { carryErrorsAcrossThreads } from "./errors-across-threads.ts";
import { createUnpackApi } from "./unpack-api.ts";

carryErrorsAcrossThreads();
Comlink.expose(createUnpackApi());
