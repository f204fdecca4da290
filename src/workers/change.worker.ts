import * as Comlink from "comlink";
import { createChangeApi } from "./change/change-api.ts";
import { createDrawSample } from "./change/draw-sample.ts";
import { createChangeExports } from "./change/export-change.ts";
import { HeldChange } from "./change/held-change.ts";
import { carryErrorsAcrossThreads } from "./errors-across-threads.ts";

carryErrorsAcrossThreads();
const held = new HeldChange();
Comlink.expose({ ...createChangeApi(held), ...createDrawSample(held), ...createChangeExports(held) });
