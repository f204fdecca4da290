import MultiPolygon from "ol/geom/MultiPolygon";
import type { Zone } from "../../core/vector/overlay/overlay.ts";

/** A zone as OpenLayers draws it. */
export function zoneGeometry({ polygons }: Zone): MultiPolygon {
  const flat: number[] = [];
  const ends = polygons.map((rings) =>
    rings.map((ring) => {
      for (const value of ring) flat.push(value);
      return flat.length;
    }),
  );
  return new MultiPolygon(flat, "XY", ends);
}
