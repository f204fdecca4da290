import { type Crs, knownCrs } from "./crs.ts";
import { datumFamily } from "./datum.ts";

/** Ocsol's own projections: Lambert conformal conic (2SP), transverse Mercator, azimuthal equal-area, Web Mercator, none. */
export type ProjectionMethod = "lcc" | "tmerc" | "laea" | "webmerc" | "longlat";

/** Names as in PROJ; degrees for `lat`/`lon`, metres for `x`/`y`. */
export type ParameterName = "lat_0" | "lon_0" | "lat_1" | "lat_2" | "k" | "x_0" | "y_0";

/** A CRS told by its numbers: user-defined GeoTIFF keys, a .prj without a code, a MapInfo CoordSys line. */
export interface CrsDescription {
  readonly method: ProjectionMethod;
  readonly parameters: Readonly<Partial<Record<ParameterName, number>>>;
  /** of the ellipsoid; undefined where nothing is said */
  readonly inverseFlattening?: number | undefined;
  /** the datum in the file's own words; undefined where nothing is said */
  readonly datum?: string | undefined;
}

/** What each method needs, and what a parameter left out means. */
const NEEDED: Readonly<Record<ProjectionMethod, Readonly<Partial<Record<ParameterName, number>>>>> = {
  lcc: { lat_0: Number.NaN, lon_0: Number.NaN, lat_1: Number.NaN, lat_2: Number.NaN, x_0: 0, y_0: 0 },
  tmerc: { lat_0: 0, lon_0: Number.NaN, k: 1, x_0: 0, y_0: 0 },
  laea: { lat_0: Number.NaN, lon_0: Number.NaN, x_0: 0, y_0: 0 },
  webmerc: { lon_0: 0, x_0: 0, y_0: 0 },
  longlat: {},
};

/** Files round: 49.00000000002°, 3.0000000001°. A tenth of a microdegree is 1 cm of ground. */
const SAME_DEGREES = 1e-7;
const SAME_METRES = 1e-3;
const SAME_SCALE = 1e-9;

/** GRS 80 and WGS 84 differ by 1.5 · 10⁻⁶; other ellipsoids by more than 1. */
const SAME_FLATTENING = 5e-7;
const GRS80 = 298.257222101;
const WGS84 = 298.257223563;

/**
 * The known CRS with these numbers, or undefined: never by its name alone. The ellipsoid and the datum must be ours
 * where they are said; RGF93, ETRS89 and WGS 84 stand in for each other where only one has that projection (they are
 * the same to less than a metre, and software often writes the one for the other). Where nothing is said of them and
 * more than one ellipsoid would do, nothing is assumed.
 */
export function matchCrs(description: CrsDescription): Crs | undefined {
  const { inverseFlattening, datum } = description;
  const flattening = [GRS80, WGS84].find((ours) => near(ours, inverseFlattening ?? Number.NaN, SAME_FLATTENING));
  if (inverseFlattening !== undefined && flattening === undefined) return undefined;
  const projected = knownCrs()
    .map((crs) => ({ crs, told: descriptionOf(crs) }))
    .filter(({ told }) => samePlane(told, description));
  const family = datumFamily(datum);
  if (family === "foreign") return undefined;

  const ofDatum = projected.filter(({ told }) => datumFamily(told.datum) === family);
  const european = (name: ReturnType<typeof datumFamily>) => name === "etrs89" || name === "wgs84" || isFrench(name);
  const standIns = projected.filter(({ told }) => european(datumFamily(told.datum)));
  const candidates = family === undefined ? projected : ofDatum.length > 0 || !european(family) ? ofDatum : standIns;

  const ofEllipsoid = candidates.filter(({ told }) => told.inverseFlattening === flattening);
  if (ofEllipsoid.length > 0) return ofEllipsoid[0]!.crs;
  const ellipsoids = new Set(candidates.map(({ told }) => told.inverseFlattening));
  return flattening !== undefined || ellipsoids.size === 1 ? candidates[0]?.crs : undefined;
}

function isFrench(family: ReturnType<typeof datumFamily>): boolean {
  return family === "rgf93" || family === "rgf93v2" || family === "rgf93v2b";
}

function near(one: number, other: number, tolerance: number): boolean {
  return Math.abs(one - other) <= tolerance;
}

function samePlane(one: CrsDescription, other: CrsDescription): boolean {
  if (one.method !== other.method) return false;
  return Object.entries(NEEDED[one.method]).every(([key, fallback]) => {
    const name = key as ParameterName;
    const tolerance = name === "k" ? SAME_SCALE : name === "x_0" || name === "y_0" ? SAME_METRES : SAME_DEGREES;
    return near(parameterOf(one, name) ?? fallback, parameterOf(other, name) ?? fallback, tolerance);
  });
}

/** A cone is the same whichever parallel comes first: the northern one does here. */
function parameterOf({ parameters }: CrsDescription, name: ParameterName): number | undefined {
  const { lat_1, lat_2 } = parameters;
  if (lat_1 === undefined || lat_2 === undefined) return parameters[name];
  return name === "lat_1" ? Math.max(lat_1, lat_2) : name === "lat_2" ? Math.min(lat_1, lat_2) : parameters[name];
}

/** A row of our table by its numbers. */
function descriptionOf({ proj4, wkt }: Crs): CrsDescription {
  const datum = /DATUM\["([^"]*)"/.exec(wkt)?.[1];
  return { ...describeProj4(proj4)!, datum };
}

/**
 * A proj4 string by its numbers, or undefined for a projection none of ours has, a unit that is not the metre or a
 * prime meridian that is not Greenwich.
 */
export function describeProj4(text: string): CrsDescription | undefined {
  const fields = new Map(
    text
      .trim()
      .split(/\s+/)
      .map((field) => field.replace(/^\+/, "").split("="))
      .map(([name = "", value = ""]) => [name, value] as const),
  );
  const number = (name: string) => (fields.has(name) ? Number(fields.get(name)) : undefined);
  if ((fields.get("units") ?? "m") !== "m" || (fields.get("pm") ?? "0") !== "0") return undefined;
  const datum = fields.get("datum");
  const grs80 = fields.get("ellps") === "GRS80";
  const wgs84 = datum === "WGS84" || fields.get("ellps") === "WGS84";
  const foreign = fields.has("ellps") && !grs80 && !wgs84 ? 0 : undefined;
  const earth = { inverseFlattening: grs80 ? GRS80 : wgs84 ? WGS84 : foreign, datum };
  const names: readonly ParameterName[] = ["lat_0", "lon_0", "lat_1", "lat_2", "x_0", "y_0"];
  const entries = names.map((name) => [name, number(name)] as const).filter(([, value]) => value !== undefined);
  const parameters = { ...Object.fromEntries(entries), k: number("k") ?? number("k_0") ?? 1 };
  switch (fields.get("proj")) {
    case "lcc":
      return { ...earth, method: "lcc", parameters };
    case "tmerc":
      return { ...earth, method: "tmerc", parameters };
    case "laea":
      return { ...earth, method: "laea", parameters };
    case "longlat":
    case "latlong":
      return { ...earth, method: "longlat", parameters: {} };
    case "merc":
      // a sphere under WGS 84 latitudes: the only Mercator of ours
      if (number("a") !== number("b") || !fields.has("a")) return undefined;
      return { ...earth, inverseFlattening: WGS84, method: "webmerc", parameters };
    case "utm":
      return { ...earth, method: "tmerc", parameters: utm(number("zone") ?? Number.NaN, fields.has("south")) };
    default:
      return undefined;
  }
}

/** A UTM zone as a transverse Mercator. */
export function utm(zone: number, south: boolean): CrsDescription["parameters"] {
  return { lat_0: 0, lon_0: zone * 6 - 183, k: 0.9996, x_0: 500_000, y_0: south ? 10_000_000 : 0 };
}
