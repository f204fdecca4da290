import * as Comlink from "comlink";
import { createDemoApi } from "./demo-api.ts";
import { carryErrorsAcrossThreads } from "./errors-across-threads.ts";

carryErrorsAcrossThreads();
Comlink.expose(createDemoApi());
