import type TileLayer from "ol/layer/Tile";
import type OlMap from "ol/Map";
import { overlayColour } from "../core/landcover/overlay-colours.ts";
import type { RasterLevel } from "../core/ports/raster-source.ts";
import { rereadOverlays } from "../state/commands/overlays.ts";
import { type Overlay, presentOverlays } from "../state/map-tools.ts";
import { groundOf } from "../state/result.ts";
import { isBlind } from "../state/sampling.ts";
import type { App, State } from "../state/store.ts";
import { gridTileLayer, type RevisedTiles } from "./grid-tiles.ts";
import { type MapPart, PLACE } from "./map-part.ts";

/** The user's own layers over the map, drawn in their worker. */
export function overlayLayers(map: OlMap, app: App): MapPart {
  const layers = new Map<number, TileLayer<RevisedTiles>>();

  function layerOf({ id, grid, colour }: Overlay, levels: readonly RasterLevel[]): TileLayer<RevisedTiles> {
    const layer = gridTileLayer(
      grid,
      levels,
      (rect, level, signal, enlarged) => {
        const { scale } = levels[level]!;
        const { column, row, width, height } = rect;
        const own = { column: column * scale, row: row * scale, width: width * scale, height: height * scale };
        const label = app.store.getState().overlays.find((overlay) => overlay.id === id)?.label;
        return app.engine.overlays.paint(id, own, enlarged / scale, { colour: overlayColour(colour), label }, signal);
      },
      { crisp: true },
    );
    layer.setZIndex(PLACE.overlays);
    map.addLayer(layer);
    layers.set(id, layer);
    return layer;
  }

  function show(state: State): void {
    const levels = (state.image?.opened ?? state.result?.raster)?.levels;
    const overlays = presentOverlays(state);
    for (const [id, layer] of layers) {
      if (overlays.some((overlay) => overlay.id === id)) continue;
      map.removeLayer(layer);
      layers.delete(id);
    }
    if (levels === undefined) return;
    for (const overlay of overlays) {
      const layer = layers.get(overlay.id) ?? layerOf(overlay, levels);
      layer.setVisible(overlay.shown && !isBlind(state));
      layer.getSource()?.showRevision(`${overlay.label}`);
    }
  }

  return {
    follow(state, before) {
      const isElsewhere = before === undefined || groundOf(state) !== groundOf(before);
      const isOther = before === undefined || state.overlays !== before.overlays || isBlind(state) !== isBlind(before);
      if (isElsewhere) void rereadOverlays(app);
      if (isElsewhere || isOther) show(state);
    },
  };
}
