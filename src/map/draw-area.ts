import type Polygon from "ol/geom/Polygon";
import Draw from "ol/interaction/Draw";
import type OlMap from "ol/Map";
import { setDrawnArea } from "../state/commands/set-area.ts";
import { layToolDown } from "../state/commands/take-tool.ts";
import type { App } from "../state/store.ts";
import type { MapPart } from "./map-part.ts";

/** A triangle, closed. */
const LEAST_NUMBERS = 8;

/** Draws a polygon by clicks: a double click or Enter ends it, Backspace takes a corner back, Escape gives it up. */
export function areaPen(map: OlMap, app: App): MapPart {
  let pen: Draw | undefined;

  const onKey = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement) return;
    if (event.key === "Escape") layToolDown(app, "area");
    else if (event.key === "Backspace") pen?.removeLastPoint();
    else if (event.key !== "Enter" || event.target instanceof HTMLButtonElement) return;
    else pen?.finishDrawing();
    event.preventDefault();
  };

  /** Takes the pen up or lays it down. */
  function hold(drawing: boolean): void {
    if (drawing === (pen !== undefined)) return;
    if (pen !== undefined) {
      map.removeInteraction(pen);
      pen = undefined;
      document.removeEventListener("keydown", onKey);
      return;
    }
    pen = new Draw({ type: "Polygon" });
    pen.on("drawend", ({ feature }) => {
      const ring = Float64Array.from((feature.getGeometry() as Polygon).getFlatCoordinates());
      // Later, when the click that ended it is over.
      if (ring.length >= LEAST_NUMBERS) setTimeout(() => setDrawnArea(app, ring));
    });
    map.addInteraction(pen);
    document.addEventListener("keydown", onKey);
  }

  return { follow: ({ tool }) => hold(tool === "area"), dispose: () => hold(false) };
}
