/**
 * Features out of GeoJSON: RFC 7946 (longitude and latitude), and files with the `crs` member of its 2008 forerunner,
 * which GDAL and QGIS still write for projected systems.
 */
import { appError } from "../../core/errors.ts";
import { type Crs, crsOf } from "../../core/geo/crs.ts";
import { type Feature, isEmpty, type Shape, type ZoneLayer } from "./zone-layer.ts";

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
    const shape = shapeOf(type === "Feature" ? geometry : member, refuse);
    if (!isEmpty(shape)) features.push({ properties: record(properties), ...shape });
  }
  if (features.length === 0) throw appError("zones-missing", { file });
  return { crs: crsOfMember(root["crs"], file), features };
}

type Json = Readonly<Record<string, unknown>>;

const record = (value: unknown): Json => (typeof value === "object" && value !== null ? (value as Json) : {});
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Everything in the file's own coordinates; nothing of features without a geometry. */
function shapeOf(value: unknown, refuse: (detail: string) => Error): Shape {
  const geometry = record(value);
  const parts = list(geometry["coordinates"]);
  const path = (positions: unknown) => pathOf(positions, refuse);
  const none = { polygons: [], lines: [], points: [] };
  switch (geometry["type"]) {
    case "Polygon":
      return { ...none, polygons: [parts.map(path)] };
    case "MultiPolygon":
      return { ...none, polygons: parts.map((polygon) => list(polygon).map(path)) };
    case "LineString":
      return { ...none, lines: [path(parts)] };
    case "MultiLineString":
      return { ...none, lines: parts.map(path) };
    case "Point":
      return { ...none, points: [...path([parts])] };
    case "MultiPoint":
      return { ...none, points: [...path(parts)] };
    case "GeometryCollection": {
      const shapes = list(geometry["geometries"]).map((part) => shapeOf(part, refuse));
      return {
        polygons: shapes.flatMap(({ polygons }) => polygons),
        lines: shapes.flatMap(({ lines }) => lines),
        points: shapes.flatMap(({ points }) => points),
      };
    }
    default:
      return none;
  }
}

function pathOf(value: unknown, refuse: (detail: string) => Error): Float64Array {
  const positions = list(value);
  const path = new Float64Array(2 * positions.length);
  for (const [at, position] of positions.entries()) {
    const [x, y] = list(position); // a third number is a height
    if (typeof x !== "number" || typeof y !== "number") throw refuse(`position ${JSON.stringify(position)}`);
    path[2 * at] = x;
    path[2 * at + 1] = y;
  }
  return path;
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
