import type OlMap from "ol/Map";
import { isBlind } from "../state/sampling.ts";
import type { App, OpenImage } from "../state/store.ts";
import type { MapPart } from "./map-part.ts";
import { type Photograph, photographLayers } from "./photograph-layers.ts";

/** The orthophoto. */
export function imageLayer(map: OlMap, { engine }: App): MapPart {
  const layers = photographLayers();
  map.addLayer(layers.group);
  const photographOf = ({ opened: { grid, levels } }: OpenImage): Photograph => ({
    grid,
    levels,
    read: engine.readImage,
    preview: engine.previewImage,
  });
  return {
    follow(state, before) {
      if (state.image !== before?.image) layers.show(state.image && photographOf(state.image));
      layers.group.setVisible(state.view.showImage || isBlind(state)); // then it is all there is to see
    },
    dispose: layers.dispose,
  };
}
