/**
 * Polygons out of GeoJSON: RFC 7946 (longitude and latitude), and files with the `crs` member of its 2008 forerunner,
 * which GDAL and QGIS still write for projected systems.
 */
import { appError } from "../../core/errors.ts";
import { type Crs, crsOf } from "../../core/geo/crs.ts";
import type { Feature, ZoneLayer } from "./zone-layer.ts";

const WGS84 = 4326;

/**
 * @param file its name, for errors
 * @throws AppError "file-not-a-zone-layer", "zones-missing", "zone-crs-unknown"
 */
export function readGeojson(text: string, file: string): ZoneLayer {
  const refuse = (detail: string, cause?: unknown) => appError("file-not-a-zone-layer", { file, detail }, cause);
  const root = (() => {
    try {
      return record(JSON.parse(text));
    } catch (cause) {
      throw refuse("JSON", cause);
    }
  })();
  const members = root["type"] === "FeatureCollection" ? list(root["features"]) : [root];
  const features: Feature[] = [];
  for (const member of members) {
    const { type, properties, geometry } = record(member);
    const polygons = polygonsOf(type === "Feature" ? geometry : member, refuse);
    if (polygons.length > 0) features.push({ properties: record(properties), polygons });
  }
  if (features.length === 0) throw appError("zones-missing", { file });
  return { crs: crsOfMember(root["crs"], file), features };
}

type Json = Readonly<Record<string, unknown>>;

const record = (value: unknown): Json => (typeof value === "object" && value !== null ? (value as Json) : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Rings in the file's own coordinates; none for points, lines and features without a geometry. */
function polygonsOf(value: unknown, refuse: (detail: string) => Error): Float64Array[][] {
  const geometry = record(value);
  switch (geometry["type"]) {
    case "Polygon":
      return [list(geometry["coordinates"]).map((ring) => ringOf(ring, refuse))];
    case "MultiPolygon":
      return list(geometry["coordinates"]).map((polygon) => list(polygon).map((ring) => ringOf(ring, refuse)));
    case "GeometryCollection":
      return list(geometry["geometries"]).flatMap((part) => polygonsOf(part, refuse));
    default:
      return [];
  }
}

function ringOf(value: unknown, refuse: (detail: string) => Error): Float64Array {
  const positions = list(value);
  const ring = new Float64Array(2 * positions.length);
  for (const [at, position] of positions.entries()) {
    const [x, y] = list(position); // a third number is a height
    if (typeof x !== "number" || typeof y !== "number") throw refuse(`position ${JSON.stringify(position)}`);
    ring[2 * at] = x;
    ring[2 * at + 1] = y;
  }
  return ring;
}

/** "urn:ogc:def:crs:EPSG::2154", "EPSG:2154", "urn:ogc:def:crs:OGC:1.3:CRS84"; nothing means longitude and latitude. */
function crsOfMember(member: unknown, file: string): Crs {
  if (member === undefined || member === null) return crsOf(WGS84)!;
  const name = String(record(record(member)["properties"])["name"]);
  if (/CRS84$/.test(name)) return crsOf(WGS84)!;
  const crs = crsOf(Number(/EPSG[:/].*?(\d+)$/.exec(name)?.[1]));
  if (crs === undefined) throw appError("zone-crs-unknown", { file, detail: name });
  return crs;
}
