import type OlMap from "ol/Map";
import { toPixel } from "../core/geo/affine.ts";
import { groundOf } from "../state/result.ts";
import type { App } from "../state/store.ts";
import { readShown } from "./corrections/shown.ts";
import type { MapPart } from "./map-part.ts";

/** The store knows what lies under the pointer. */
export function pointerReader(map: OlMap, { store, engine }: App): MapPart {
  const target = map.getTargetElement()!;
  let asking: AbortController | undefined;
  map.on("pointermove", async ({ coordinate, dragging }) => {
    const { result } = store.getState();
    if (dragging || groundOf(store.getState()) === undefined) return;
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    const [x, y] = coordinate as [number, number];
    let under = { numero: 0, confidence: 0 };
    if (result !== undefined) {
      const [column, row] = toPixel(result.raster.grid.affine, x, y).map(Math.floor) as [number, number];
      const read = readShown(store.getState(), engine);
      const window = await read({ column, row, width: 1, height: 1 }, 0, signal).catch(() => undefined); // the pointer has moved on, or the run is being replaced
      if (window === undefined || signal.aborted) return;
      under = { numero: window.classes[0]!, confidence: window.confidence[0]! / 255 };
    }
    store.setState({ pointer: { x, y, ...under } });
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
