import * as Comlink from "comlink";
import { carryErrorsAcrossThreads } from "./errors-across-threads.ts";
import { createVectorApi } from "./vector-api.ts";

carryErrorsAcrossThreads();
Comlink.expose(createVectorApi());
