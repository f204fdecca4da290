import "ol/ol.css";
import { defaults as defaultControls } from "ol/control/defaults";
import ScaleLine from "ol/control/ScaleLine";
import OlMap from "ol/Map";
import { setDrawnArea } from "../state/commands/set-area.ts";
import type { App } from "../state/store.ts";
import { areaMask } from "./area-mask.ts";
import { background } from "./background.ts";
import { corrections } from "./corrections/corrections-part.ts";
import { covered } from "./covered.ts";
import { areaPen } from "./draw-area.ts";
import { followStore } from "./follow-store.ts";
import { fitHome, homeView } from "./home-view.ts";
import { identifier } from "./identify.ts";
import { imageLayer } from "./image-layer.ts";
import type { MapPart } from "./map-part.ts";
import { measureTool } from "./measure.ts";
import { overlayLayers } from "./overlay-layers.ts";
import { pointerReader } from "./pointer.ts";
import { positionMark } from "./position-mark.ts";
import { referenceLayer } from "./reference-layer.ts";
import { resultLayer } from "./result-layer.ts";
import { sampleMark } from "./sample-mark.ts";

export interface MountedMap {
  /** Shows the whole image, or territory. */
  fit(): void;
  zoomBy(steps: number): void;
  dispose(): void;
}

/** What the map is made of. Each is told of a new state in this order: the view first, for the others may ask it. */
const PARTS: readonly ((map: OlMap, app: App) => MapPart)[] = [
  homeView,
  covered,
  background,
  imageLayer,
  resultLayer,
  referenceLayer,
  overlayLayers,
  (map) => areaMask(map),
  (map, app) => areaPen(map, (ring) => setDrawnArea(app, ring)),
  corrections,
  identifier,
  measureTool,
  positionMark,
  sampleMark,
  pointerReader,
];

/** A map in `container` that follows the store: the image in its own CRS, the result above it. */
export function mountMap(container: HTMLElement, app: App): MountedMap {
  const map = new OlMap({
    target: container,
    controls: defaultControls({ zoom: false, rotate: false, attribution: false }).extend([new ScaleLine()]),
    layers: [],
  });
  const parts = PARTS.map((part) => part(map, app));
  const endFollowing = followStore(app, parts);
  return {
    fit: () => fitHome(map, app),
    zoomBy: (steps) => map.getView().animate({ zoom: (map.getView().getZoom() ?? 0) + steps, duration: 150 }),
    dispose() {
      endFollowing();
      map.setTarget(undefined);
      map.dispose();
    },
  };
}
