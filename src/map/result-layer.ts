import type TileLayer from "ol/layer/Tile";
import type OlMap from "ol/Map";
import type { App, Result } from "../state/store.ts";
import { readShown, shownKey } from "./corrections/shown.ts";
import { gridTileLayer, type RevisedTiles } from "./grid-tiles.ts";
import { type MapPart, PLACE } from "./map-part.ts";
import { classPalette, confidencePalette, paintValues } from "./paint.ts";

/** The result above the image: its classes or their confidence. */
export function resultLayer(map: OlMap, { store, engine }: App): MapPart {
  let layer: TileLayer<RevisedTiles> | undefined;

  function renew(result: Result | undefined): void {
    if (layer !== undefined) map.removeLayer(layer);
    layer = undefined;
    if (result === undefined) return;
    const { grid, levels } = result.raster;
    layer = gridTileLayer(grid, levels, async (rect, level, signal) => {
      const window = await readShown(store.getState(), engine)(rect, level, signal);
      const { view } = store.getState();
      return view.layer === "classes"
        ? paintValues(window, window.classes, classPalette(view.hidden))
        : paintValues(window, window.confidence, confidencePalette);
    });
    layer.setZIndex(PLACE.result);
    map.addLayer(layer);
  }

  return {
    follow(state, before) {
      const { result, image, view } = state;
      if (result?.raster !== before?.result?.raster || image !== before?.image) renew(result);
      layer?.setOpacity(view.opacity);
      // A new key makes OpenLayers ask for its tiles again, showing the old ones meanwhile.
      layer?.getSource()?.showRevision(`${shownKey(state)} ${view.layer} ${[...view.hidden].join()}`);
    },
  };
}
