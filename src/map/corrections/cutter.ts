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
  let pen: Draw | undefined;

  const onKey = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement) return;
    if (event.key === "Backspace") pen?.removeLastPoint();
    else if (event.key === "Enter" && !(event.target instanceof HTMLButtonElement)) pen?.finishDrawing();
    else return;
    event.preventDefault();
  };

  function hold(drawing: boolean): void {
    if (drawing === (pen !== undefined)) return;
    if (pen !== undefined) {
      map.removeInteraction(pen);
      pen = undefined;
      document.removeEventListener("keydown", onKey);
      return;
    }
    pen = new Draw({ type: "LineString", style: DRAWN });
    pen.on("drawend", ({ feature }) => {
      const line = Float64Array.from((feature.getGeometry() as LineString).getFlatCoordinates());
      // Later, when the click that ended it is over: it is to choose no part.
      setTimeout(() => void cutAlong(app, line));
    });
    map.addInteraction(pen);
    document.addEventListener("keydown", onKey);
  }

  const onClick = ({ coordinate }: MapBrowserEvent) => {
    const cut = presentCut(app.store.getState());
    const part = cut?.parts.findIndex((zone) => zoneGeometry(zone).intersectsCoordinate(coordinate)) ?? -1;
    if (part >= 0) choosePart(app, part);
  };
  map.on("click", onClick);

  return {
    follow() {
      const state = app.store.getState();
      hold(state.tool === "split" && presentCut(state) === undefined && canCorrect(state));
    },
    dispose() {
      hold(false);
      map.un("click", onClick);
    },
  };
}
