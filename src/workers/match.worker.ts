import * as Comlink from "comlink";
import { createMatchApi } from "./change/match-api.ts";
import { carryErrorsAcrossThreads } from "./errors-across-threads.ts";

carryErrorsAcrossThreads();
Comlink.expose(createMatchApi());
