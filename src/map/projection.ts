import { get, type Projection } from "ol/proj";
import { register } from "ol/proj/proj4";
import proj4 from "proj4";
import { type Crs, knownCrs } from "../core/geo/crs.ts";

/** OpenLayers' projection of a CRS; all that Ocsol knows are defined at once, without a network. */
export function projectionOf(crs: Crs): Projection {
  const name = `EPSG:${crs.code}`;
  if (get(name) === null) {
    proj4.defs(knownCrs().map(({ code, proj4: definition }) => [`EPSG:${code}`, definition]));
    register(proj4);
  }
  return get(name)!;
}
