import { type Crs, crsOf, knownCrs } from "../../core/geo/crs.ts";

/**
 * The CRS of a WKT, as a .prj or a GeoPackage has it: by its own EPSG code (the last one, the parts' come before), else by
 * its name. Esri writes no code and names of its own: "RGF_1993_Lambert_93", "GCS_WGS_1984". Undefined if Ocsol does not
 * carry it.
 */
export function crsFromWkt(wkt: string): Crs | undefined {
  const code = /(?:AUTHORITY|ID)\["EPSG",\s*"?(\d+)"?\]\s*\]\s*$/i.exec(wkt)?.[1];
  if (code !== undefined) return crsOf(Number(code));
  const name = /^\s*\w+\["([^"]+)"/.exec(wkt)?.[1];
  if (name === undefined) return undefined;
  return knownCrs().find((crs) => bare(crs.name) === bare(name));
}

/** A name without what EPSG and Esri write differently: marks, centuries, "zone", and three words. */
function bare(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, "")
    .replace(/^gcs/, "")
    .replace(/^([a-z]+)(?:19|20)(\d\d)/, "$1$2")
    .replace("zone", "")
    .replace(/^rgf93v1/, "rgf93")
    .replace("webmercatorauxiliarysphere", "pseudomercator")
    .replace("etrs89laea", "etrs89extendedlaeaeurope");
}
