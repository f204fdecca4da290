import type { Crs } from "../../core/geo/crs.ts";
import { datumFamily } from "../../core/geo/datum.ts";
import { type CrsDescription, matchCrs, utm } from "../../core/geo/match-crs.ts";
import { KEY, MODEL_GEOGRAPHIC, USER_DEFINED } from "./geokey-numbers.ts";
import type { GeoKeys } from "./geokeys.ts";

const METRE = 9001;
const methods: Readonly<Record<number, "tmerc" | "lcc" | "laea">> = { 1: "tmerc", 8: "lcc", 10: "laea" };

/** EPSG ellipsoids; 7004 (Bessel) and the like are none of ours. */
const INVERSE_FLATTENING: Readonly<Record<number, number>> = { 7019: 298.257222101, 7030: 298.257223563 };

/** Geographic systems under ours, by EPSG code. */
const datums: Readonly<Record<number, string>> = {
  4171: "RGF93",
  9777: "RGF93 v2",
  9782: "RGF93 v2b",
  4258: "ETRS89",
  4326: "WGS 84",
  5489: "RGAF09",
  4558: "RRAF 1991",
  4624: "RGFG95",
  4627: "RGR92",
  4470: "RGM04",
  4463: "RGSPM06",
};

/** A system spelled out in keys, without a code: the known CRS with the same numbers, or undefined. */
export function userDefinedCrs(keys: GeoKeys): Crs | undefined {
  if ((keys.get(KEY.linearUnits) ?? METRE) !== METRE) return undefined;
  const plane = planeOf(keys);
  return plane && matchCrs({ ...plane, ...earthOf(keys) });
}

function planeOf(keys: GeoKeys): Pick<CrsDescription, "method" | "parameters"> | undefined {
  if (keys.get(KEY.modelType) === MODEL_GEOGRAPHIC) return { method: "longlat", parameters: {} };
  // 16001–16060 and 16101–16160: the UTM zones, north and south
  const projection = Number(keys.get(KEY.projection));
  const zone = projection % 100;
  if (projection > 16000 && projection < 16200 && zone >= 1 && zone <= 60)
    return { method: "tmerc", parameters: utm(zone, projection > 16100) };
  const method = methods[Number(keys.get(KEY.projectionMethod))];
  if (method === undefined) return undefined;
  const first = (...numbers: readonly number[]) => {
    const written = numbers.map((key) => keys.get(key)).find((value) => typeof value === "number");
    return written === undefined ? {} : { value: written };
  };
  const fields = {
    lat_0: first(KEY.falseOriginLatitude, KEY.naturalOriginLatitude, KEY.centreLatitude),
    lon_0: first(KEY.falseOriginLongitude, KEY.naturalOriginLongitude, KEY.centreLongitude),
    lat_1: first(KEY.standardParallel1),
    lat_2: first(KEY.standardParallel2),
    k: first(KEY.scaleAtNaturalOrigin),
    x_0: first(KEY.falseOriginEasting, KEY.falseEasting),
    y_0: first(KEY.falseOriginNorthing, KEY.falseNorthing),
  };
  const written = Object.entries(fields).flatMap(([name, { value }]) => (value === undefined ? [] : [[name, value]]));
  return { method, parameters: Object.fromEntries(written) };
}

/** The ellipsoid and the datum, where the keys name them. */
function earthOf(keys: GeoKeys): Pick<CrsDescription, "inverseFlattening" | "datum"> {
  const ellipsoid = Number(keys.get(KEY.ellipsoid) ?? USER_DEFINED);
  const written = keys.get(KEY.inverseFlattening);
  const inverseFlattening =
    typeof written === "number"
      ? written
      : ellipsoid === USER_DEFINED
        ? undefined
        : (INVERSE_FLATTENING[ellipsoid] ?? 0);
  const code = Number(keys.get(KEY.geographicType) ?? USER_DEFINED);
  if (code !== USER_DEFINED && code > 0) return { inverseFlattening, datum: datums[code] ?? `EPSG:${code}` };
  // A citation is free text: it counts where it names one of ours.
  const citation = String(keys.get(KEY.geographicCitation) ?? "");
  return { inverseFlattening, datum: datumFamily(citation) === "foreign" ? undefined : citation };
}
