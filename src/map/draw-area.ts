import type Polygon from "ol/geom/Polygon";
import Draw from "ol/interaction/Draw";
import type OlMap from "ol/Map";
import type { MapPart } from "./map-part.ts";
import { createPen } from "./pen.ts";

/** A triangle, closed. */
const LEAST_NUMBERS = 8;

/**
 * Draws the polygon that the work is limited to.
 * @param take corners of the polygon drawn, x, y pairs in the map's system, closed
 */
export function areaPen(map: OlMap, take: (ring: Float64Array) => void): MapPart {
  const pen = createPen(map, () => {
    const draw = new Draw({ type: "Polygon" });
    draw.on("drawend", ({ feature }) => {
      const ring = Float64Array.from((feature.getGeometry() as Polygon).getFlatCoordinates());
      // Later, when the click that ended it is over.
      if (ring.length >= LEAST_NUMBERS) setTimeout(() => take(ring));
    });
    return draw;
  });
  return { follow: ({ tool }) => pen.hold(tool === "area"), dispose: () => pen.hold(false) };
}
