import { type AreaPlan, cornerOf, REQUEST_PX } from "../../core/geoplateforme/area-plan.ts";
import { ORTHO_LAYER, WMS_URL } from "../../core/geoplateforme/imagery.ts";

/**
 * The address of one tile of a plan: a WMS 1.3.0 GetMap (OGC 06-042) of REQUEST_PX × REQUEST_PX pixels as JPEG. Tiles
 * count in rows from the north-west corner; those at the far edges reach beyond the area, as a TIFF's do. 1.3.0 gives
 * the box in the axis order of the system: x first in all that a plan may have.
 */
export function getMapUrl(plan: AreaPlan, tile: number): string {
  const across = Math.ceil(plan.width / REQUEST_PX);
  const column = (tile % across) * REQUEST_PX;
  const row = Math.floor(tile / across) * REQUEST_PX;
  const [minX, maxY] = cornerOf(plan, column, row);
  const [maxX, minY] = cornerOf(plan, column + REQUEST_PX, row + REQUEST_PX);
  const query = new URLSearchParams({
    SERVICE: "WMS",
    VERSION: "1.3.0",
    REQUEST: "GetMap",
    LAYERS: ORTHO_LAYER,
    STYLES: "",
    CRS: `EPSG:${plan.crs.code}`,
    BBOX: [minX, minY, maxX, maxY].join(),
    WIDTH: String(REQUEST_PX),
    HEIGHT: String(REQUEST_PX),
    FORMAT: "image/jpeg",
  });
  return `${WMS_URL}?${query}`;
}
