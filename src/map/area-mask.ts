import Layer from "ol/layer/Layer";
import type OlMap from "ol/Map";
import { apply, type Transform } from "ol/transform";
import type { Zone } from "../core/vector/overlay/overlay.ts";
import type { State } from "../state/store.ts";
import type { MapPart } from "./map-part.ts";

/** Under the outline, so that it shows on light and on dark ground. */
const HALO = "rgb(255 255 255 / 90%)";
const LINE = "rgb(11 85 99)";
const VEIL = "rgb(19 21 22 / 55%)";

/** The area of interest on the map: its outline, and a veil over everything else. Above all other layers. */
export function areaMask(map: OlMap, areaIn = ({ area }: State) => area): MapPart {
  let shown: readonly Zone[] | undefined;
  const canvas = document.createElement("canvas");
  // Around it, for OpenLayers takes every style sheet's word from the canvases of its viewport.
  const frame = document.createElement("div");
  frame.className = "area-mask";
  frame.append(canvas);
  const layer = new Layer({
    render({ size, pixelRatio, coordinateToPixelTransform }) {
      const [width, height] = size as [number, number];
      canvas.width = Math.round(width * pixelRatio);
      canvas.height = Math.round(height * pixelRatio);
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
      if (shown !== undefined) draw(canvas, pixelRatio, shown, coordinateToPixelTransform);
      return frame;
    },
  });
  layer.setMap(map);
  return {
    follow(state) {
      const zones = state.tool === "area" ? undefined : areaIn(state)?.zones; // the veil would lie on what is being drawn
      if (zones === shown) return;
      shown = zones;
      layer.changed();
    },
  };
}

function draw(canvas: HTMLCanvasElement, pixelRatio: number, zones: readonly Zone[], transform: Transform): void {
  const context = canvas.getContext("2d")!;
  const outlines = zones.map(({ polygons }) => {
    const path = new Path2D();
    for (const ring of polygons.flat()) {
      for (let at = 0; at < ring.length; at += 2) {
        const [x, y] = apply(transform, [ring[at]!, ring[at + 1]!]) as [number, number];
        if (at === 0) path.moveTo(x, y);
        else path.lineTo(x, y);
      }
      path.closePath();
    }
    return path;
  });
  context.scale(pixelRatio, pixelRatio);
  context.fillStyle = VEIL;
  context.fillRect(0, 0, canvas.width, canvas.height);
  // Each zone lifts the veil for itself: where two overlap there is none either.
  context.globalCompositeOperation = "destination-out";
  context.fillStyle = "black";
  for (const outline of outlines) context.fill(outline, "evenodd");
  context.globalCompositeOperation = "source-over";
  for (const [colour, width] of [
    [HALO, 5],
    [LINE, 2],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    for (const outline of outlines) context.stroke(outline);
  }
}
