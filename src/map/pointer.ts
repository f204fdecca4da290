import type OlMap from "ol/Map";
import { classAt } from "../state/commands/identify.ts";
import { groundOf } from "../state/result.ts";
import type { App } from "../state/store.ts";
import type { MapPart } from "./map-part.ts";

/** The store knows what lies under the pointer. */
export function pointerReader(map: OlMap, app: App): MapPart {
  const { store } = app;
  const target = map.getTargetElement()!;
  let asking: AbortController | undefined;
  map.on("pointermove", async ({ coordinate, dragging }) => {
    if (dragging || groundOf(store.getState()) === undefined) return;
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    const [x, y] = coordinate as [number, number];
    const under = await classAt(app, x, y, signal).catch(() => undefined); // the pointer has moved on, or the run is being replaced
    if (under === undefined || signal.aborted) return;
    store.setState({ pointer: { x, y, numero: under.numero, confidence: under.confidence ?? 0 } });
  });
  const forget = () => {
    asking?.abort();
    store.setState({ pointer: undefined });
  };
  target.addEventListener("pointerleave", forget);
  return {
    dispose() {
      asking?.abort();
      target.removeEventListener("pointerleave", forget);
    },
  };
}
