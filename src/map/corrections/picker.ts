import type { MapBrowserEvent } from "ol";
import DoubleClickZoom from "ol/interaction/DoubleClickZoom";
import type OlMap from "ol/Map";
import { pickFace } from "../../state/commands/corrections/faces.ts";
import { isCorrectionTool } from "../../state/corrections.ts";
import type { App } from "../../state/store.ts";
import type { MapPart } from "../map-part.ts";

/**
 * A click with a tool that takes hold of faces. Two in quick succession, on a face and its neighbour, are a double click
 * to OpenLayers: it is not to zoom meanwhile.
 */
export function picker(map: OlMap, app: App): MapPart {
  const zoom = map
    .getInteractions()
    .getArray()
    .find((one) => one instanceof DoubleClickZoom);
  const onClick = ({ coordinate }: MapBrowserEvent) => {
    const [x, y] = coordinate as [number, number];
    void pickFace(app, x, y);
  };
  map.on("click", onClick);
  return {
    follow: () => zoom?.setActive(!isCorrectionTool(app.store.getState().tool)),
    dispose: () => map.un("click", onClick),
  };
}
