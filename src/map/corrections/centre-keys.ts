import Feature from "ol/Feature";
import LineString from "ol/geom/LineString";
import VectorLayer from "ol/layer/Vector";
import type OlMap from "ol/Map";
import VectorSource from "ol/source/Vector";
import { brushShape } from "../../core/edits/brush.ts";
import { paintStroke } from "../../state/commands/corrections/brush.ts";
import { pickFace } from "../../state/commands/corrections/faces.ts";
import { cutAlong } from "../../state/commands/corrections/split.ts";
import { canCorrect, isCorrectionTool, presentCut } from "../../state/corrections.ts";
import type { App } from "../../state/store.ts";
import { type MapPart, PLACE } from "../map-part.ts";
import { OUTLINED } from "./marks.ts";

/** Keys that OpenLayers moves the focused map by. */
const MOVING = /^(?:Arrow\w+|\+|-)$/;

/**
 * Correcting without a pointer: while the map has the keyboard a cross marks its middle, arrows move the map under it and
 * Enter does there what a click would. Of a cut, Enter sets a corner and, twice in one place, ends the line.
 */
export function centreKeys(map: OlMap, app: App): MapPart {
  const target = map.getTargetElement()!;
  const line: number[] = [];
  const source = new VectorSource<Feature>();
  const layer = new VectorLayer({ source, style: OUTLINED });
  layer.setZIndex(PLACE.marks);
  map.addLayer(layer);
  const cross = document.createElement("div");
  cross.className = "centre-cross";
  map.getViewport()!.append(cross);

  function corner(x: number, y: number): void {
    const isSame = line.at(-2) === x && line.at(-1) === y;
    if (!isSame) line.push(x, y);
    else if (line.length >= 4) {
      void cutAlong(app, Float64Array.from(line));
      line.length = 0;
    }
    source.clear(true);
    if (line.length >= 2) source.addFeature(new Feature(new LineString(line, "XY")));
  }

  /** Whether the middle of the map is meant: by who came here by Tab or has moved the map by keys since the last click. */
  const mean = (middle: boolean) => target.toggleAttribute("data-by-keys", middle);
  const onFocus = () => {
    if (target.matches(":focus-visible")) mean(true);
  };
  const onPointer = () => mean(false);

  const onKey = (event: KeyboardEvent) => {
    const state = app.store.getState();
    const centre = map.getView().getCenter();
    if (event.target !== target || !isCorrectionTool(state.tool)) return;
    if (MOVING.test(event.key)) mean(true);
    if (event.key !== "Enter" || !target.hasAttribute("data-by-keys")) return;
    if (centre === undefined || !canCorrect(state)) return;
    event.preventDefault();
    event.stopPropagation(); // a line drawn by the pointer is not meant
    const [x, y] = centre as [number, number];
    switch (state.tool) {
      case "reclass":
      case "merge":
        void pickFace(app, x, y);
        return;
      case "split":
        if (presentCut(state) === undefined) corner(x, y);
        return;
      case "brush":
        paintStroke(
          app,
          brushShape(Float64Array.of(x, y), state.correcting.brush.radiusMetres, state.result!.raster.grid),
        );
        return;
      default: {
        const never: never = state.tool;
        return never;
      }
    }
  };
  target.addEventListener("keydown", onKey);
  target.addEventListener("focus", onFocus);
  target.addEventListener("pointerdown", onPointer);

  return {
    follow() {
      const { tool } = app.store.getState();
      if (isCorrectionTool(tool)) target.dataset["tool"] = tool;
      else if (isCorrectionTool(target.dataset["tool"] as typeof tool)) delete target.dataset["tool"];
      if (tool !== "split" && line.length > 0) {
        line.length = 0;
        source.clear(true);
      }
    },
    dispose() {
      target.removeEventListener("keydown", onKey);
      target.removeEventListener("focus", onFocus);
      target.removeEventListener("pointerdown", onPointer);
      mean(false);
      delete target.dataset["tool"];
      map.removeLayer(layer);
      cross.remove();
    },
  };
}
