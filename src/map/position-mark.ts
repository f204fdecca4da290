import Feature from "ol/Feature";
import Point from "ol/geom/Point";
import Polygon from "ol/geom/Polygon";
import VectorLayer from "ol/layer/Vector";
import type OlMap from "ol/Map";
import VectorSource from "ol/source/Vector";
import CircleStyle from "ol/style/Circle";
import Fill from "ol/style/Fill";
import Stroke from "ol/style/Stroke";
import Style from "ol/style/Style";
import { followPosition, hidePosition } from "../state/commands/position.ts";
import { placeOf, ringAround } from "../state/position.ts";
import { groundOf } from "../state/result.ts";
import type { App } from "../state/store.ts";
import { type MapPart, PLACE } from "./map-part.ts";

const circle = new Style({
  fill: new Fill({ color: "rgb(0 80 160 / 15%)" }),
  stroke: new Stroke({ color: "#0050a0", width: 1.5 }),
});
const dot = new Style({
  image: new CircleStyle({
    radius: 7,
    fill: new Fill({ color: "#0050a0" }),
    stroke: new Stroke({ color: "white", width: 3 }),
  }),
});

/** Where the user is, with the circle that the machine is sure of. The map moves with it until the user moves the map. */
export function positionMark(map: OlMap, app: App): MapPart {
  const source = new VectorSource();
  map.addLayer(new VectorLayer({ source, zIndex: PLACE.marks }));
  map.on("pointerdrag", () => followPosition(app, false));
  return {
    follow(state, before) {
      const { position } = state;
      const crs = groundOf(state)?.crs;
      if (position === before?.position && crs === (before && groundOf(before)?.crs)) return;
      source.clear();
      if (position.phase !== "shown" || crs === undefined) return;
      const place = placeOf(position, crs);
      const around = new Feature(new Polygon([ringAround(place, position.accuracyMetres, crs)]));
      around.setStyle(circle);
      const here = new Feature(new Point([...place]));
      here.setStyle(dot);
      source.addFeatures([around, here]);
      if (position.following) map.getView().setCenter([...place]);
    },
    dispose: () => hidePosition(app),
  };
}
