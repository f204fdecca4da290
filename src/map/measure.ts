import type LineString from "ol/geom/LineString";
import type Polygon from "ol/geom/Polygon";
import Draw, { type DrawEvent } from "ol/interaction/Draw";
import VectorLayer from "ol/layer/Vector";
import type OlMap from "ol/Map";
import VectorSource from "ol/source/Vector";
import CircleStyle from "ol/style/Circle";
import Fill from "ol/style/Fill";
import Stroke from "ol/style/Stroke";
import Style from "ol/style/Style";
import { measure } from "../state/commands/measure.ts";
import { layToolDown } from "../state/commands/take-tool.ts";
import type { App } from "../state/store.ts";
import { type MapPart, PLACE } from "./map-part.ts";

const line = (color: string, width: number) => new Stroke({ color, width });
const styles = [
  new Style({ fill: new Fill({ color: "rgb(255 255 255 / 25%)" }), stroke: line("white", 5) }),
  new Style({
    stroke: new Stroke({ color: "#0b5563", width: 2.5, lineDash: [8, 5] }),
    image: new CircleStyle({ radius: 4, fill: new Fill({ color: "#0b5563" }), stroke: line("white", 2) }),
  }),
];

/** The corners set so far and the one under the pointer, x, y pairs; those of an area not closed. */
function cornersOf(geometry: LineString | Polygon): number[] {
  const corners = geometry.getFlatCoordinates();
  return geometry.getType() === "Polygon" ? corners.slice(0, -2) : corners;
}

/** Measures what is drawn by clicks: a double click or Enter ends it, Backspace takes a corner back, Escape gives it up. */
export function measureTool(map: OlMap, app: App): MapPart {
  const source = new VectorSource();
  map.addLayer(new VectorLayer({ source, style: styles, zIndex: PLACE.marks }));
  let pen: Draw | undefined;
  let kind: "LineString" | "Polygon" | undefined;

  const onKey = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLButtonElement) return;
    if (event.key === "Escape") layToolDown(app, "measure");
    else if (event.key === "Backspace") pen?.removeLastPoint();
    else if (event.key === "Enter") pen?.finishDrawing();
    else return;
    event.preventDefault();
  };

  function begin({ feature }: DrawEvent): void {
    source.clear();
    const geometry = feature.getGeometry() as LineString | Polygon;
    geometry.on("change", () => measure(app, cornersOf(geometry)));
  }

  function hold(wanted: typeof kind): void {
    if (wanted === kind) return;
    if (pen !== undefined) map.removeInteraction(pen);
    pen = undefined;
    kind = wanted;
    source.clear();
    document.removeEventListener("keydown", onKey);
    if (kind === undefined) {
      measure(app, undefined);
      return;
    }
    pen = new Draw({ type: kind, source, style: styles });
    pen.on("drawstart", begin);
    pen.on("drawend", ({ feature }) => measure(app, cornersOf(feature.getGeometry() as LineString | Polygon)));
    map.addInteraction(pen);
    document.addEventListener("keydown", onKey);
  }

  return {
    follow({ tool, measuring }) {
      hold(tool !== "measure" ? undefined : measuring === "length" ? "LineString" : "Polygon");
    },
    dispose: () => hold(undefined),
  };
}
