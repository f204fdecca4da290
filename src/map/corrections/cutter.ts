import type { MapBrowserEvent } from "ol";
import type LineString from "ol/geom/LineString";
import Draw from "ol/interaction/Draw";
import type OlMap from "ol/Map";
import Circle from "ol/style/Circle";
import Fill from "ol/style/Fill";
import Stroke from "ol/style/Stroke";
import Style from "ol/style/Style";
import { choosePart, cutAlong } from "../../state/commands/corrections/split.ts";
import { canCorrect, presentCut } from "../../state/corrections.ts";
import type { App } from "../../state/store.ts";
import type { MapPart } from "../map-part.ts";
import { createPen } from "../pen.ts";
import { OUTLINED } from "./marks.ts";
import { zoneGeometry } from "./zone-geometry.ts";

/** Where the pointer is, and the corners set. */
const POINT = new Style({
  image: new Circle({
    radius: 5,
    fill: new Fill({ color: "rgb(11 85 99)" }),
    stroke: new Stroke({ color: "white", width: 2 }),
  }),
});
const DRAWN = [...OUTLINED, POINT];

/**
 * Draws the line that cuts a face, by clicks: a double click or Enter ends it, Backspace takes a corner back. Once it is
 * cut, a click chooses a part.
 */
export function cutter(map: OlMap, app: App): MapPart {
  const pen = createPen(map, () => {
    const draw = new Draw({ type: "LineString", style: DRAWN });
    draw.on("drawend", ({ feature }) => {
      const line = Float64Array.from((feature.getGeometry() as LineString).getFlatCoordinates());
      // Later, when the click that ended it is over: it is to choose no part.
      setTimeout(() => void cutAlong(app, line));
    });
    return draw;
  });

  const onClick = ({ coordinate }: MapBrowserEvent) => {
    const cut = presentCut(app.store.getState());
    const part = cut?.parts.findIndex((zone) => zoneGeometry(zone).intersectsCoordinate(coordinate)) ?? -1;
    if (part >= 0) choosePart(app, part);
  };
  map.on("click", onClick);

  return {
    follow() {
      const state = app.store.getState();
      pen.hold(state.tool === "split" && presentCut(state) === undefined && canCorrect(state));
    },
    dispose() {
      pen.hold(false);
      map.un("click", onClick);
    },
  };
}
