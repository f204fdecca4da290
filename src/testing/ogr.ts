import { execFileSync } from "node:child_process";

/** Why GDAL's checks are skipped, or false. */
export const gdalMissing: string | false = (() => {
  try {
    execFileSync("ogrinfo", ["--version"], { stdio: "ignore" });
    return false;
  } catch {
    return "ogrinfo is not installed (apt-get install gdal-bin)";
  }
})();

/** One row of a query on a vector file, by OGR's SQLite dialect. */
export function queryRow(path: string, sql: string): Record<string, string> {
  const text = execFileSync("ogrinfo", ["-q", "-dialect", "SQLite", "-sql", sql, path], { encoding: "utf8" });
  return Object.fromEntries(
    [...text.matchAll(/^ {2}(\w+) \([^)]+\) = (.*)$/gm)].map(([, name, value]) => [name, value!]),
  );
}

/** What `ogrinfo -so` says of a layer: geometry type, CRS, fields and types. */
export function layerSummary(path: string, layer: string): string {
  return execFileSync("ogrinfo", ["-so", path, layer], { encoding: "utf8" });
}

/** A feature as GDAL's Python binding gives it. */
export interface ReadFeature {
  /** null where GDAL says null */
  readonly values: Readonly<Record<string, string | number | boolean | null>>;
  readonly valid: boolean;
  /** in the layer's own plane */
  readonly area: number;
  /** turning counter-clockwise? the outer one first */
  readonly rings: readonly boolean[];
}

export interface ReadLayer {
  readonly name: string;
  /** EPSG code, whatever the axes */
  readonly epsg: number | null;
  readonly geometry: string;
  /** type by column, in their order: "String", "Integer(Boolean)" … */
  readonly fields: readonly (readonly [name: string, type: string])[];
  readonly features: readonly ReadFeature[];
}

const SYSTEM_PYTHON = "/usr/bin/python3";

/** Why there is no `readLayers`, or false. */
export const osgeoMissing: string | false = (() => {
  try {
    execFileSync(SYSTEM_PYTHON, ["-c", "from osgeo import ogr"], { stdio: "ignore" });
    return false;
  } catch {
    return "osgeo is not installed (apt-get install python3-gdal)";
  }
})();

const readScript = `
import json, sys
from osgeo import gdal, ogr
gdal.UseExceptions()
ogr.UseExceptions()
def turns(points):
    (ox, oy) = points[0]
    return sum((ax - ox) * (by - oy) - (bx - ox) * (ay - oy) for (ax, ay), (bx, by) in zip(points, points[1:])) > 0
def told(geometry):
    polygons = [geometry] if geometry.GetGeometryName() == "POLYGON" else list(geometry)
    rings = [turns(ring.GetPoints()) for polygon in polygons for ring in polygon]
    return {"valid": geometry.IsValid(), "area": geometry.Area(), "rings": rings}
def value(feature, index):
    if not feature.IsFieldSetAndNotNull(index): return None
    return feature.GetField(index)
if sys.argv[1] == "--wkb":
    print(json.dumps([told(ogr.CreateGeometryFromWkb(bytes.fromhex(line.strip()))) for line in sys.stdin]))
    sys.exit()
options = sys.argv[2:]
source = gdal.OpenEx(sys.argv[1], gdal.OF_VECTOR, open_options=options)
layers = []
for layer in [source.GetLayer(index) for index in range(source.GetLayerCount())]:
    fields = [layer.GetLayerDefn().GetFieldDefn(index) for index in range(layer.GetLayerDefn().GetFieldCount())]
    system = layer.GetSpatialRef()
    def type_of(field):
        sub = ogr.GetFieldSubTypeName(field.GetSubType()) if field.GetSubType() else None
        return field.GetTypeName() + ("(" + sub + ")" if sub else "")
    layers.append({
        "name": layer.GetName(),
        "epsg": int(system.GetAuthorityCode(None)) if system and system.GetAuthorityCode(None) else None,
        "geometry": ogr.GeometryTypeToName(layer.GetGeomType()),
        "fields": [[field.GetName(), type_of(field)] for field in fields],
        "features": [dict(told(feature.GetGeometryRef()), values={field.GetName(): value(feature, index)
            for index, field in enumerate(fields)}) for feature in layer] if system else [],
    })
print(json.dumps(layers))
`;

const LARGEST_ANSWER = 1 << 30;

/** Everything a vector file holds, as GDAL reads it. Layers without a CRS (tables) come without their rows. */
export function readLayers(path: string, ...openOptions: string[]): ReadLayer[] {
  const text = execFileSync(SYSTEM_PYTHON, ["-c", readScript, path, ...openOptions], {
    encoding: "utf8",
    maxBuffer: LARGEST_ANSWER,
  });
  return JSON.parse(text) as ReadLayer[];
}

/** What GDAL makes of well-known binary, one in hexadecimal digits a line. */
export function readWkb(lines: readonly string[]): Omit<ReadFeature, "values">[] {
  const text = execFileSync(SYSTEM_PYTHON, ["-c", readScript, "--wkb"], {
    encoding: "utf8",
    input: lines.join("\n"),
    maxBuffer: LARGEST_ANSWER,
  });
  return JSON.parse(text) as Omit<ReadFeature, "values">[];
}
