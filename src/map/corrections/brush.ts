import type { MapBrowserEvent } from "ol";
import Feature from "ol/Feature";
import PointerInteraction from "ol/interaction/Pointer";
import VectorLayer from "ol/layer/Vector";
import type OlMap from "ol/Map";
import VectorSource from "ol/source/Vector";
import { brushShape } from "../../core/edits/brush.ts";
import { paintStroke } from "../../state/commands/corrections/brush.ts";
import { canCorrect } from "../../state/corrections.ts";
import type { App, State } from "../../state/store.ts";
import { type MapPart, PLACE } from "../map-part.ts";
import { filledAs } from "./marks.ts";
import { zoneGeometry } from "./zone-geometry.ts";

/** What is being painted is seen, however faint the classes are. */
const LEAST_OPACITY = 0.5;

/**
 * Paints while the button or a finger is down, shown on whole pixels as it goes. A second finger ends the stroke, for two
 * move the map.
 */
export function brush(map: OlMap, app: App): MapPart {
  const source = new VectorSource<Feature>();
  const layer = new VectorLayer({ source, updateWhileInteracting: true });
  layer.setZIndex(PLACE.marks);
  map.addLayer(layer);
  const ring = document.createElement("div");
  ring.className = "brush-ring";
  ring.hidden = true;
  const viewport = map.getViewport()!;
  viewport.append(ring);
  let path: number[] | undefined;
  let frame = 0;

  const shapeOf = (points: readonly number[], { result, correcting }: State) =>
    brushShape(Float64Array.from(points), correcting.brush.radiusMetres, result!.raster.grid);

  function show(): void {
    frame = 0;
    const state = app.store.getState();
    source.clear(true);
    const { correcting, view, result } = state;
    if (path === undefined || result === undefined) return;
    const feature = new Feature(zoneGeometry(shapeOf(path, state)));
    feature.setStyle(filledAs(correcting.brush.numero, view.palette, Math.max(LEAST_OPACITY, view.opacity)));
    source.addFeature(feature);
  }
  const showSoon = () => {
    frame ||= requestAnimationFrame(show);
  };

  function end(): void {
    path = undefined;
    source.clear(true);
  }

  const strokes = new PointerInteraction({
    handleDownEvent({ coordinate, originalEvent }: MapBrowserEvent) {
      if (originalEvent instanceof PointerEvent && originalEvent.button > 0) return false;
      if (strokes.getPointerCount() > 1 || !canCorrect(app.store.getState())) return false;
      path = [coordinate[0]!, coordinate[1]!];
      showSoon();
      return true;
    },
    handleDragEvent({ coordinate, pixel }) {
      showRing(pixel as [number, number]);
      if (strokes.getPointerCount() > 1) return end();
      path?.push(coordinate[0]!, coordinate[1]!);
      showSoon();
    },
    handleUpEvent() {
      if (path === undefined) return false;
      const shape = shapeOf(path, app.store.getState());
      end();
      paintStroke(app, shape);
      return false;
    },
    handleMoveEvent: ({ pixel }) => showRing(pixel as [number, number]),
  });
  strokes.stopDown = (handled) => handled;

  function showRing([x, y]: readonly [number, number]): void {
    const { correcting, result } = app.store.getState();
    const perMetre = result === undefined ? 0 : result.raster.grid.affine[0] / result.raster.grid.gsdMetres;
    const radius = (correcting.brush.radiusMetres * perMetre) / (map.getView().getResolution() ?? 1);
    ring.hidden = false;
    ring.style.width = `${2 * radius}px`;
    ring.style.height = `${2 * radius}px`;
    ring.style.translate = `${x - radius}px ${y - radius}px`;
  }
  const leave = () => {
    ring.hidden = true;
  };
  viewport.addEventListener("pointerleave", leave);

  let held = false;
  let radius = 0;
  return {
    follow() {
      const { tool, correcting } = app.store.getState();
      if (correcting.brush.radiusMetres !== radius) {
        radius = correcting.brush.radiusMetres;
        const { translate, width } = ring.style;
        const [x, y] = translate.split(" ").map((value) => Number.parseFloat(value) + Number.parseFloat(width) / 2);
        if (!ring.hidden && x !== undefined && y !== undefined) showRing([x, y]);
      }
      if ((tool === "brush") === held) return;
      held = !held;
      if (held) map.addInteraction(strokes);
      else {
        map.removeInteraction(strokes);
        end();
        leave();
      }
    },
    dispose() {
      cancelAnimationFrame(frame);
      viewport.removeEventListener("pointerleave", leave);
      map.removeInteraction(strokes);
      map.removeLayer(layer);
      ring.remove();
    },
  };
}
