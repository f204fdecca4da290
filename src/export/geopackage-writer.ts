import { appError } from "../core/errors.ts";
import type { Bounds } from "../core/geo/bounds.ts";
import { type Crs, crsOf } from "../core/geo/crs.ts";
import type { CancelSignal } from "../core/ports/cancel.ts";
import type { Exporter } from "../core/ports/exporter.ts";
import { boundsOfPolygon } from "../core/vector/coverage.ts";
import { type Database, loadSqlite, type Sqlite3Static } from "../sqlite/load.ts";
import { inBatches } from "./batches.ts";
import {
  APPLICATION_ID,
  createLayer,
  GEOMETRY,
  insertEnvelope,
  insertFeature,
  rtreeTriggers,
  tables,
  USER_VERSION,
} from "./geopackage-schema.ts";
import { type Layer, layersOf } from "./layers.ts";
import { qgisStyle, sldStyle } from "./qgis-style.ts";

const CHUNK_BYTES = 4 << 20;

/** Built in memory (the file, and once more while it is exported), then written to the sink in chunks. */
export const writeGeopackage: Exporter["write"] = async (map, options, sink, onProgress, signal) => {
  signal?.throwIfAborted();
  const sqlite = await loadSqlite();
  const database = new sqlite.oo1.DB(":memory:");
  let bytes: Uint8Array;
  try {
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${USER_VERSION};`);
    database.exec("BEGIN");
    database.exec(tables);
    const layers = layersOf(map, options);
    writeReferenceSystems(database, layers[0]!.crs);
    writeStyle(database, layers[0]!);
    const total = layers.reduce((sum, { count }) => sum + count, 0);
    let before = 0;
    for (const layer of layers) {
      await writeLayer(database, layer, (done) => onProgress(before + done, total), signal);
      before += layer.count;
    }
    database.exec("COMMIT");
    bytes = sqlite.capi.sqlite3_js_db_export(database);
  } catch (error) {
    throw withTag(sqlite, error);
  } finally {
    database.close();
  }
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    signal?.throwIfAborted();
    await sink.write(bytes.subarray(at, at + CHUNK_BYTES));
  }
};

function withTag(sqlite: Sqlite3Static, error: unknown): unknown {
  if (!(error instanceof sqlite.SQLite3Error || error instanceof sqlite.WasmAllocError)) return error;
  return appError("write-failed", { file: "GeoPackage", detail: error.message }, error);
}

/** The three rows every GeoPackage has, then the map's CRS if it is not one of them. */
function writeReferenceSystems(database: Database, crs: Crs): void {
  const wgs84 = crsOf(4326)!;
  const insert = "INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES (?,?,?,?,?,?)";
  for (const row of [
    ["Undefined Cartesian SRS", -1, "NONE", -1, "undefined", "undefined Cartesian coordinate reference system"],
    ["Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic coordinate reference system"],
    ["WGS 84 geodetic", 4326, "EPSG", 4326, wgs84.wkt, "longitude/latitude on the WGS 84 spheroid"],
    [crs.name, crs.code, "EPSG", crs.code, crs.wkt, crs.name],
  ]) {
    database.exec({ sql: insert, bind: row });
  }
}

function writeStyle(database: Database, { name }: Layer): void {
  database.exec({
    sql: `INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName,
      styleQML, styleSLD, useAsDefault, description) VALUES ('', '', ?, ?, 'OCS GE', ?, ?, 1, ?)`,
    bind: [name, GEOMETRY, qgisStyle(), sldStyle(name), "Couverture du sol, couleurs de la nomenclature OCS GE"],
  });
  database.exec(
    "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('layer_styles','attributes','layer_styles')",
  );
}

/** One layer: its tables, a feature a face, its index, what the GeoPackage must say of it. */
async function writeLayer(
  database: Database,
  layer: Layer,
  onProgress: (done: number) => void,
  signal?: CancelSignal,
): Promise<void> {
  const { crs } = layer;
  database.exec(createLayer(layer));
  const feature = database.prepare(insertFeature(layer));
  const envelope = database.prepare(insertEnvelope(layer));
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  const add = (face: number): void => {
    const polygon = layer.polygon(face);
    const bounds = boundsOfPolygon(polygon);
    minX = Math.min(minX, bounds[0]);
    minY = Math.min(minY, bounds[1]);
    maxX = Math.max(maxX, bounds[2]);
    maxY = Math.max(maxY, bounds[3]);
    feature.bind([face + 1, geometryBlob(polygon, bounds, crs.code), ...layer.row(face)]).stepReset();
    envelope.bind([face + 1, bounds[0], bounds[2], bounds[1], bounds[3]]).stepReset();
  };
  try {
    await inBatches(layer.count, add, onProgress, signal);
  } finally {
    feature.finalize();
    envelope.finalize();
  }
  // An empty map has no extent.
  const extent = layer.count === 0 ? [null, null, null, null] : [minX, minY, maxX, maxY];
  database.exec({
    sql: `INSERT INTO gpkg_contents (table_name, data_type, identifier, description, min_x, min_y, max_x, max_y, srs_id)
      VALUES (?, 'features', ?, ?, ?, ?, ?, ?, ?)`,
    bind: [layer.name, layer.name, layer.description, ...extent, crs.code],
  });
  database.exec({
    sql: "INSERT INTO gpkg_geometry_columns VALUES (?, ?, 'POLYGON', ?, 0, 0)",
    bind: [layer.name, GEOMETRY, crs.code],
  });
  database.exec({
    sql: "INSERT INTO gpkg_extensions VALUES (?, ?, 'gpkg_rtree_index', ?, 'write-only')",
    bind: [layer.name, GEOMETRY, "http://www.geopackage.org/spec120/#extension_rtree"],
  });
  database.exec(rtreeTriggers(layer));
}

const HEADER_BYTES = 8 + 4 * 8;

/** GeoPackage geometry (§2.1.3): "GP", version 0, flags "little-endian, envelope of x and y", then WKB. */
function geometryBlob(polygon: readonly Float64Array[], [minX, minY, maxX, maxY]: Bounds, srsId: number): Uint8Array {
  const size = polygon.reduce((sum, ring) => sum + 4 + ring.byteLength, HEADER_BYTES + 1 + 4 + 4);
  const blob = new Uint8Array(size);
  const view = new DataView(blob.buffer);
  blob.set([0x47, 0x50, 0, 0b0011]);
  view.setInt32(4, srsId, true);
  for (const [index, value] of [minX, maxX, minY, maxY].entries()) view.setFloat64(8 + 8 * index, value, true);
  let at = HEADER_BYTES;
  view.setUint8(at, 1);
  view.setUint32(at + 1, 3, true);
  view.setUint32(at + 5, polygon.length, true);
  at += 9;
  for (const ring of polygon) {
    view.setUint32(at, ring.length / 2, true);
    // Doubles as they lie in memory: little-endian wherever WebAssembly runs.
    blob.set(new Uint8Array(ring.buffer, ring.byteOffset, ring.byteLength), at + 4);
    at += 4 + ring.byteLength;
  }
  return blob;
}
