import Feature from "ol/Feature";
import Point from "ol/geom/Point";
import VectorLayer from "ol/layer/Vector";
import type OlMap from "ol/Map";
import VectorSource from "ol/source/Vector";
import CircleStyle from "ol/style/Circle";
import Fill from "ol/style/Fill";
import Stroke from "ol/style/Stroke";
import Style from "ol/style/Style";
import { forgetIdentified, identifyAt } from "../state/commands/identify.ts";
import type { App } from "../state/store.ts";
import { type MapPart, PLACE } from "./map-part.ts";

/** How near a click has to come to a line or a point, CSS pixels. */
const REACH_PX = 8;

const marks = [new Stroke({ color: "white", width: 5 }), new Stroke({ color: "#0b5563", width: 2.5 })].map(
  (stroke) => new Style({ image: new CircleStyle({ radius: 8, stroke, fill: new Fill({ color: "transparent" }) }) }),
);

/** A click, or Enter for the middle of the focused map, asks what lies there while no other tool is in hand. */
export function identifier(map: OlMap, app: App): MapPart {
  const target = map.getTargetElement()!;
  const source = new VectorSource();
  map.addLayer(new VectorLayer({ source, style: marks, zIndex: PLACE.marks }));

  const ask = ([x, y]: readonly number[]) => {
    const { tool } = app.store.getState();
    if (tool !== undefined && tool !== "identify") return;
    void identifyAt(app, x!, y!, REACH_PX * (map.getView().getResolution() ?? 0));
  };
  map.on("click", ({ coordinate }) => ask(coordinate));
  const onKey = (event: KeyboardEvent) => {
    if (event.target !== target) return;
    const centre = map.getView().getCenter();
    if (event.key === "Enter" && centre !== undefined) ask(centre);
    else if (event.key === "Escape") forgetIdentified(app);
  };
  target.addEventListener("keydown", onKey);

  return {
    follow({ identified, image, result }, before) {
      if (before !== undefined && (image !== before.image || result?.raster !== before.result?.raster)) {
        forgetIdentified(app);
        return;
      }
      if (identified?.x === before?.identified?.x && identified?.y === before?.identified?.y) return;
      source.clear();
      if (identified !== undefined) source.addFeature(new Feature(new Point([identified.x, identified.y])));
    },
    dispose: () => target.removeEventListener("keydown", onKey),
  };
}
