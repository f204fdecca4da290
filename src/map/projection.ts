import { get, type Projection } from "ol/proj";
import { register } from "ol/proj/proj4";
import proj4 from "proj4";
import type { Crs } from "../core/geo/crs.ts";

/**
 * OpenLayers' projection of a CRS, without a network. Only those that are used are defined: `register` makes a
 * transform for every pair, which for all that Ocsol knows is 29 000 of them and a long halt of the page.
 */
export function projectionOf(crs: Crs): Projection {
  const name = `EPSG:${crs.code}`;
  if (get(name) === null) {
    proj4.defs(name, crs.proj4);
    register(proj4);
  }
  return get(name)!;
}
