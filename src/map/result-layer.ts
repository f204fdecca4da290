import type TileLayer from "ol/layer/Tile";
import type OlMap from "ol/Map";
import type { App, Result } from "../state/store.ts";
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
    const read = result.from === "run" ? engine.readClasses : engine.readOpened;
    layer = gridTileLayer(grid, levels, async (rect, level, signal) => {
      const window = await read(rect, level, signal);
      const { view } = store.getState();
      return view.layer === "classes"
        ? paintValues(window, window.classes, classPalette(view.hidden))
        : paintValues(window, window.confidence, confidencePalette);
    });
    layer.setZIndex(PLACE.result);
    map.addLayer(layer);
  }

  return {
    follow({ result, image, view }, before) {
      if (result?.raster !== before?.result?.raster || image !== before?.image) renew(result);
      layer?.setOpacity(view.opacity);
      // A new key makes OpenLayers ask for its tiles again, showing the old ones meanwhile.
      layer?.getSource()?.showRevision(`${result?.revision} ${view.layer} ${[...view.hidden].join()}`);
    },
  };
}
