import { appError } from "../../core/errors.ts";
import { type Crs, crsOf, type EpsgCode } from "../../core/geo/crs.ts";
import { KEY, MODEL_GEOGRAPHIC, USER_DEFINED } from "./geokey-numbers.ts";
import type { Ifd } from "./ifd.ts";
import { TAG } from "./tags.ts";
import { userDefinedCrs } from "./user-defined-crs.ts";

const RASTER_PIXEL_IS_POINT = 2;

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
  // Numbers count before names: a citation never overrides them.
  const described = keys.has(KEY.projectionMethod) ? userDefinedCrs(keys) : (citedOf(keys) ?? userDefinedCrs(keys));
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
