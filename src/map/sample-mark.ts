import Feature from "ol/Feature";
import Point from "ol/geom/Point";
import VectorLayer from "ol/layer/Vector";
import type OlMap from "ol/Map";
import VectorSource from "ol/source/Vector";
import CircleStyle from "ol/style/Circle";
import RegularShape from "ol/style/RegularShape";
import Stroke from "ol/style/Stroke";
import Style from "ol/style/Style";
import { groundOf } from "../state/result.ts";
import { interpretedPoint } from "../state/sampling.ts";
import type { App } from "../state/store.ts";
import { type MapPart, PLACE } from "./map-part.ts";

/** On each side of the point, so that what surrounds it tells what it is: metres, or as many pixels of the image. */
const AROUND_METRES = 40;
const AROUND_PIXELS = 120;

/** Lines that show on light and on dark ground. */
const strokes = [new Stroke({ color: "#131516", width: 4 }), new Stroke({ color: "white", width: 1.5 })];

/** A ring with a cross in it: the point is where its arms meet. */
export const reticle: Style[] = strokes.flatMap((stroke) => [
  new Style({ image: new CircleStyle({ radius: 22, stroke }) }),
  new Style({ image: new RegularShape({ points: 4, radius: 9, radius2: 0, angle: 0, stroke }) }),
]);

/** Where the point that is being interpreted lies; the map goes there. Nothing of it tells its class. */
export function sampleMark(map: OlMap, _: App): MapPart {
  const source = new VectorSource();
  map.addLayer(new VectorLayer({ source, style: reticle, zIndex: PLACE.marks }));
  return {
    follow(state, before) {
      const point = interpretedPoint(state);
      const shown = before && interpretedPoint(before);
      if (point?.at === shown?.at) return;
      source.clear();
      const grid = groundOf(state);
      if (point === undefined || grid === undefined) return;
      source.addFeature(new Feature(new Point([...point.at])));
      const [x, y] = point.at;
      const perMetre = Math.abs(grid.affine[0]) / grid.gsdMetres;
      const half = Math.max(AROUND_METRES, AROUND_PIXELS * grid.gsdMetres) * perMetre;
      map.getView().fit([x - half, y - half, x + half, y + half]);
    },
  };
}
