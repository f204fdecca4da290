import { appError } from "../../core/errors.ts";
import { type Crs, crsOf, type EpsgCode, knownCrs } from "../../core/geo/crs.ts";
import type { Ifd } from "./ifd.ts";
import { TAG } from "./tags.ts";

/** GeoTIFF 1.1 key numbers. */
const KEY = {
  modelType: 1024,
  rasterType: 1025,
  citation: 1026,
  geographicType: 2048,
  geographicCitation: 2049,
  projectedType: 3072,
  projectedCitation: 3073,
  projectionMethod: 3075,
  linearUnits: 3076,
  standardParallel1: 3078,
  standardParallel2: 3079,
  naturalOriginLongitude: 3080,
  naturalOriginLatitude: 3081,
  falseEasting: 3082,
  falseNorthing: 3083,
  falseOriginLongitude: 3084,
  falseOriginLatitude: 3085,
  falseOriginEasting: 3086,
  falseOriginNorthing: 3087,
} as const;

const MODEL_GEOGRAPHIC = 2;
const RASTER_PIXEL_IS_POINT = 2;
const USER_DEFINED = 32767;
const LAMBERT_CONIC_2SP = 8;
const METRE = 9001;

export type GeoKeys = ReadonlyMap<number, number | string>;

/** The key directory of image 0 (overviews carry none). Empty when the file has none. */
export function geoKeysOf(ifd: Ifd): GeoKeys {
  const directory = ifd.numbers(TAG.geoKeyDirectory) ?? [];
  const doubles = ifd.numbers(TAG.geoDoubleParams) ?? [];
  const ascii = ifd.text(TAG.geoAsciiParams) ?? "";
  const keys = new Map<number, number | string>();
  // A header of four shorts, then four shorts a key: id, where the value is (0: right here), count, value or index.
  for (let at = 4; at + 3 < directory.length; at += 4) {
    const [id = 0, location = 0, count = 0, index = 0] = directory.slice(at, at + 4);
    if (location === 0) keys.set(id, index);
    else if (location === TAG.geoDoubleParams) keys.set(id, doubles[index] ?? Number.NaN);
    else if (location === TAG.geoAsciiParams) keys.set(id, ascii.slice(index, index + count).replace(/[|\0]+$/, ""));
  }
  return keys;
}

export function isPixelPoint(keys: GeoKeys): boolean {
  return keys.get(KEY.rasterType) === RASTER_PIXEL_IS_POINT;
}

/**
 * The CRS the keys name: by EPSG code, else by the projection's parameters, else by what the citation says.
 * Throws `crs-unknown` for a code Ocsol does not carry (an assumption never overrides it); `assumed` stands in for keys
 * that name nothing we can make out; without it `crs-missing`, or `crs-unknown` where the keys did describe something.
 */
export function crsOfGeoKeys(keys: GeoKeys, assumed: EpsgCode | undefined, file: string): Crs {
  const code = epsgOf(keys);
  if (code !== undefined) {
    const crs = crsOf(code);
    if (crs === undefined) throw appError("crs-unknown", { file, detail: `EPSG:${code}` });
    return crs;
  }
  const described = lambertOf(keys) ?? citedOf(keys);
  if (described !== undefined) return described;

  if (assumed !== undefined) {
    const crs = crsOf(assumed);
    if (crs === undefined) throw appError("crs-unknown", { file, detail: `EPSG:${assumed}` });
    return crs;
  }
  const detail = citations(keys).join(", ");
  const describesSomething =
    keys.has(KEY.projectedType) || keys.has(KEY.geographicType) || keys.has(KEY.projectionMethod);
  throw describesSomething
    ? appError("crs-unknown", { file, detail: detail || "user-defined" })
    : appError("crs-missing", { file });
}

function epsgOf(keys: GeoKeys): number | undefined {
  const key = keys.get(KEY.modelType) === MODEL_GEOGRAPHIC ? KEY.geographicType : KEY.projectedType;
  const code = keys.get(key);
  return typeof code === "number" && code > 0 && code !== USER_DEFINED ? code : undefined;
}

/** Lambert conformal conic written out in full: the six numbers name Lambert-93 and the nine conic zones (CC42–CC50). */
function lambertOf(keys: GeoKeys): Crs | undefined {
  if (keys.get(KEY.projectionMethod) !== LAMBERT_CONIC_2SP) return undefined;
  if ((keys.get(KEY.linearUnits) ?? METRE) !== METRE) return undefined;
  const either = (first: number, second: number) => Number(keys.get(first) ?? keys.get(second) ?? Number.NaN);
  const parallels = [Number(keys.get(KEY.standardParallel1)), Number(keys.get(KEY.standardParallel2))];
  const written = [
    // The cone is the same whichever parallel comes first.
    Math.max(...parallels),
    Math.min(...parallels),
    either(KEY.falseOriginLatitude, KEY.naturalOriginLatitude),
    either(KEY.falseOriginLongitude, KEY.naturalOriginLongitude),
    either(KEY.falseOriginEasting, KEY.falseEasting),
    either(KEY.falseOriginNorthing, KEY.falseNorthing),
  ];
  return knownCrs().find((crs) => {
    const known = lambertParameters(crs.proj4);
    return known?.every((value, index) => Math.abs(value - (written[index] as number)) < 1e-6);
  });
}

function lambertParameters(proj4: string): readonly number[] | undefined {
  const fields = new Map(
    proj4.split(" ").map((field) => {
      const [name = "", value] = field.split("=");
      return [name, value] as const;
    }),
  );
  if (fields.get("+proj") !== "lcc" || !fields.has("+lat_2")) return undefined;
  const parallels = [Number(fields.get("+lat_1")), Number(fields.get("+lat_2"))];
  return [
    Math.max(...parallels),
    Math.min(...parallels),
    ...["+lat_0", "+lon_0", "+x_0", "+y_0"].map((name) => Number(fields.get(name))),
  ];
}

/** "EPSG:2154", "epsg 2154", "RGF93 / Lambert-93", "RGF93 / CC43"… as IGN's and other tools' citations have it. */
function citedOf(keys: GeoKeys): Crs | undefined {
  for (const citation of citations(keys)) {
    const code = /epsg\D{0,3}(\d{4,5})/i.exec(citation)?.[1];
    if (code !== undefined) {
      const crs = crsOf(Number(code));
      if (crs !== undefined) return crs;
    }
    if (/lambert[\s_-]*93|RGF93LAMB93/i.test(citation)) return crsOf(2154);
    const zone = /\b(?:RGF93)?CC(4[2-9]|50)\b/i.exec(citation)?.[1];
    if (zone !== undefined) return crsOf(3900 + Number(zone));
  }
  return undefined;
}

function citations(keys: GeoKeys): readonly string[] {
  return [keys.get(KEY.projectedCitation), keys.get(KEY.citation), keys.get(KEY.geographicCitation)].filter(
    (text): text is string => typeof text === "string" && text !== "",
  );
}
