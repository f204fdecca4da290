import * as Comlink from "comlink";
import { createChangeApi } from "./change/change-api.ts";
import { carryErrorsAcrossThreads } from "./errors-across-threads.ts";

carryErrorsAcrossThreads();
Comlink.expose(createChangeApi());
