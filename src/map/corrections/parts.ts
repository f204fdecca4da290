import type OlMap from "ol/Map";
import type { App } from "../../state/store.ts";
import type { MapPart } from "../map-part.ts";
import { brush } from "./brush.ts";
import { centreKeys } from "./centre-keys.ts";
import { cutter } from "./cutter.ts";
import { focus } from "./focus.ts";
import { marks } from "./marks.ts";
import { picker } from "./picker.ts";

export const PARTS: readonly ((map: OlMap, app: App) => MapPart)[] = [marks, picker, cutter, brush, centreKeys, focus];
