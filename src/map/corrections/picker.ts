import type { MapBrowserEvent } from "ol";
import type OlMap from "ol/Map";
import { pickFace } from "../../state/commands/corrections/faces.ts";
import type { App } from "../../state/store.ts";
import type { MapPart } from "../map-part.ts";

/** A click with a tool that takes hold of faces. */
export function picker(map: OlMap, app: App): MapPart {
  const onClick = ({ coordinate }: MapBrowserEvent) => {
    const [x, y] = coordinate as [number, number];
    void pickFace(app, x, y);
  };
  map.on("click", onClick);
  return { dispose: () => map.un("click", onClick) };
}
