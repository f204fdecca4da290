import type ImageTile from "ol/ImageTile";
import TileLayer from "ol/layer/Tile";
import type OlMap from "ol/Map";
import TileWMS from "ol/source/TileWMS";
import TileGrid from "ol/tilegrid/TileGrid";
import { type Crs, crsOf } from "../core/geo/crs.ts";
import {
  ORTHO_GSD_METRES,
  ORTHO_LAYER,
  REQUESTS_PER_SECOND,
  servedCrs,
  WMS_URL,
} from "../core/geoplateforme/imagery.ts";
import { createPace } from "../core/geoplateforme/pace.ts";
import { changeOnline } from "../state/commands/go-online.ts";
import type { App } from "../state/store.ts";
import { hasBackground, homeOf } from "./home.ts";
import { type MapPart, PLACE } from "./map-part.ts";
import { projectionOf } from "./projection.ts";

const TILE_PX = 512;
/** From the photograph's own pixels to 3.3 km each. */
const RESOLUTIONS = Array.from({ length: 15 }, (_, zoom) => ORTHO_GSD_METRES * 2 ** (14 - zoom));
const WEB_MERCATOR = 3857;

const pace = createPace(REQUESTS_PER_SECOND.map, {
  now: () => performance.now(),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
});

/**
 * IGN's photograph as a layer, in the system of the view where the server has it; else OpenLayers reprojects. As images
 * of the page it needs no permission of the server (CORS).
 */
function backgroundLayer(app: App, viewCrs: Crs): TileLayer<TileWMS> {
  const source = new TileWMS({
    url: WMS_URL,
    projection: projectionOf(servedCrs(viewCrs) ?? crsOf(WEB_MERCATOR)!),
    params: { LAYERS: ORTHO_LAYER, VERSION: "1.3.0", STYLES: "", FORMAT: "image/jpeg", TRANSPARENT: false },
    tileGrid: new TileGrid({ origin: [0, 0], resolutions: RESOLUTIONS, tileSize: TILE_PX }),
    tileLoadFunction: async (tile, url) => {
      await pace.turn();
      const image = (tile as ImageTile).getImage() as HTMLImageElement;
      image.referrerPolicy = "no-referrer";
      image.src = url;
    },
  });
  source.on("tileloaderror", () => changeOnline(app, { backgroundFailed: true }));
  const layer = new TileLayer({ source });
  layer.setZIndex(PLACE.image - 1);
  return layer;
}

/** On the online page: the layer lies under the map's own while the user wants it, and the store knows what is in view. */
export function background(map: OlMap, app: App): MapPart {
  if (app.store.getState().online === undefined) return {};
  let layer: TileLayer<TileWMS> | undefined;
  let layerCrs: Crs | undefined;
  map.on("moveend", () => {
    const crs = homeOf(app.store.getState())?.crs;
    const [minX, minY, maxX, maxY] = map.getView().calculateExtent() as [number, number, number, number];
    if (crs !== undefined) changeOnline(app, { view: { bounds: [minX, minY, maxX, maxY], crs } });
  });
  return {
    follow(state) {
      const crs = hasBackground(state) ? homeOf(state)?.crs : undefined;
      if (crs === layerCrs) return;
      if (layer !== undefined) map.removeLayer(layer);
      layer = crs && backgroundLayer(app, crs);
      if (layer !== undefined) map.addLayer(layer);
      layerCrs = crs;
    },
  };
}
