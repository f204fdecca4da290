import type TileLayer from "ol/layer/Tile";
import type OlMap from "ol/Map";
import { readShown } from "../state/corrections.ts";
import { isBlind } from "../state/sampling.ts";
import type { App, Result, View } from "../state/store.ts";
import { withNumbers } from "./class-numbers.ts";
import { shownKey } from "./corrections/shown.ts";
import { coveredOf } from "./covered.ts";
import { gridTileLayer, type RevisedTiles, type TilePainter } from "./grid-tiles.ts";
import { type MapPart, PLACE } from "./map-part.ts";
import { classPalette, confidencePalette, paintValues } from "./paint.ts";
import { clipToSwipe, endClip } from "./swipe-clip.ts";

/** What tiles look like under a view: they are painted anew when it changes. */
function lookOf({ layer, palette, hidden, hatched, hatchBelow }: View): string {
  return layer === "confidence" ? layer : [palette, hatched ? hatchBelow : "", ...hidden].join(" ");
}

/** The result above the image: its classes or their confidence. */
export function resultLayer(map: OlMap, { store, engine }: App): MapPart {
  let layer: TileLayer<RevisedTiles> | undefined;

  function renew(result: Result | undefined): void {
    if (layer !== undefined) map.removeLayer(layer);
    layer = undefined;
    if (result === undefined) return;
    const { grid, levels } = result.raster;
    const paint: TilePainter = async (rect, level, signal, enlarged) => {
      const window = await readShown(store.getState(), engine)(rect, level, signal);
      const { view } = store.getState();
      if (view.layer === "confidence") return paintValues(window, window.confidence, confidencePalette, enlarged);
      const hatch = { below: view.hatchBelow, column: rect.column * enlarged, row: rect.row * enlarged };
      const colours = classPalette(view.palette, view.hidden);
      const painted = paintValues(window, window.classes, colours, enlarged, view.hatched ? hatch : undefined);
      return view.palette === "safe" ? withNumbers(painted, window, view.hidden, enlarged) : painted;
    };
    layer = gridTileLayer(grid, levels, paint, { crisp: true });
    layer.on("prerender", (event) => clipToSwipe(event, store.getState().view.swipe, coveredOf(map)));
    layer.on("postrender", endClip);
    layer.setZIndex(PLACE.result);
    map.addLayer(layer);
  }

  return {
    follow(state, before) {
      const { result, image, view } = state;
      if (result?.raster !== before?.result?.raster || image !== before?.image) renew(result);
      if (layer === undefined) return;
      layer.setVisible(view.showResult && !isBlind(state));
      layer.setOpacity(view.opacity);
      if (view.swipe !== before?.view.swipe) layer.changed();
      // A new key makes OpenLayers ask for its tiles again, showing the old ones meanwhile.
      layer.getSource()?.showRevision(`${shownKey(state)} ${lookOf(view)}`);
    },
  };
}
