/** Features out of a GeoPackage (OGC 12-128r18), by extent through its R-tree where it has one. */

import { appError, isAppError } from "../../core/errors.ts";
import type { Bounds } from "../../core/geo/bounds.ts";
import { boundsIn, type Within } from "../../core/geo/bounds-in.ts";
import { type Crs, crsOf } from "../../core/geo/crs.ts";
import { crsOfText } from "../../core/geo/crs-text.ts";
import type { Database } from "../../sqlite/load.ts";
import type { LocalFile } from "./local-file.ts";
import { openSqlite } from "./open-sqlite.ts";
import { shapeInWkb } from "./wkb.ts";
import { type Feature, isEmpty, type Shape, type ZoneLayer } from "./zone-layer.ts";

/** "SQLite format 3\0" */
export function isSqlite(head: Uint8Array): boolean {
  return new TextDecoder().decode(head.subarray(0, 16)) === "SQLite format 3\0";
}

/** Kinds of geometry that may be polygons; a column of any kind is called GEOMETRY. */
const WITH_POLYGONS = /POLYGON|SURFACE|GEOMETRY|COLLECTION/i;

/**
 * @param name of the table; the first with polygons if none is given
 * @param within nothing outside need be read
 * @throws AppError "file-not-a-zone-layer", "file-unreadable", "zones-missing", "zone-crs-unknown"
 */
export async function readGeopackage(
  file: LocalFile,
  { name, within }: { readonly name?: string | undefined; readonly within?: Within | undefined } = {},
): Promise<ZoneLayer> {
  let database: Database | undefined;
  try {
    database = await openSqlite(file);
    const table = tableOf(database, name, file.name);
    const crs = crsOfTable(database, table, file.name);
    const features = featuresOf(database, table, within && boundsIn(within, crs));
    // Where it has been asked for a part only, the layer may well have polygons elsewhere.
    if (features.length === 0 && within === undefined) throw appError("zones-missing", { file: file.name });
    return { crs, features };
  } catch (cause) {
    if (isAppError(cause)) throw cause;
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw appError("file-unreadable", { file: file.name, detail }, cause);
  } finally {
    database?.close();
  }
}

/** The tables with geometries of a GeoPackage, in its order. */
export async function tablesIn(file: LocalFile): Promise<string[]> {
  const database: Database = await openSqlite(file);
  try {
    return database.selectValues("SELECT table_name FROM gpkg_geometry_columns ORDER BY rowid").map(String);
  } finally {
    database.close();
  }
}

/** Where a table lies and what its first row says: its own account of it, no feature is read. */
export interface TableHead {
  readonly crs: Crs;
  /** undefined where the file does not say */
  readonly bounds: Bounds | undefined;
  readonly first: Readonly<Record<string, unknown>>;
}

/** @throws AppError as `readGeopackage` does */
export async function tableHead(file: LocalFile, name: string): Promise<TableHead> {
  const database: Database = await openSqlite(file);
  try {
    const table = tableOf(database, name, file.name);
    const sides = database.selectArray(
      "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = ?",
      table.name,
    );
    const [minX, minY, maxX, maxY] = (sides ?? []).map(Number);
    const isKnown = sides?.every((side) => side !== null) && minX! <= maxX! && minY! <= maxY!;
    return {
      crs: crsOfTable(database, table, file.name),
      bounds: isKnown ? [minX!, minY!, maxX!, maxY!] : undefined,
      first: plain(database.selectObject(`SELECT * FROM ${quoted(table.name)} LIMIT 1`) ?? {}),
    };
  } finally {
    database.close();
  }
}

interface Table {
  readonly name: string;
  readonly column: string;
  readonly srs: number;
}

function tableOf(database: Database, wanted: string | undefined, file: string): Table {
  if (database.selectValue("SELECT 1 FROM sqlite_master WHERE name = 'gpkg_geometry_columns'") === undefined) {
    throw appError("file-not-a-zone-layer", { file, detail: "SQLite" });
  }
  const tables = database.selectObjects(
    "SELECT table_name, column_name, geometry_type_name, srs_id FROM gpkg_geometry_columns ORDER BY rowid",
  );
  const found = tables.find(({ table_name: name, geometry_type_name: kind }) =>
    wanted === undefined ? WITH_POLYGONS.test(String(kind)) : name === wanted,
  );
  if (found === undefined) throw appError("zones-missing", { file });
  return { name: String(found["table_name"]), column: String(found["column_name"]), srs: Number(found["srs_id"]) };
}

export function crsOfTable(database: Database, { srs }: Pick<Table, "srs">, file: string): Crs {
  const row = database.selectObject(
    "SELECT srs_name, organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ?",
    srs,
  );
  const { srs_name: name, organization, organization_coordsys_id: code, definition } = row ?? {};
  const byCode = /^epsg$/i.test(String(organization)) ? crsOf(Number(code)) : undefined;
  const crs = byCode ?? crsOfText(String(definition)).crs;
  if (crs === undefined) throw appError("zone-crs-unknown", { file, detail: String(name ?? srs) });
  return crs;
}

function featuresOf(database: Database, table: Table, within: Bounds | undefined): Feature[] {
  const features: Feature[] = [];
  const index = `rtree_${table.name}_${table.column}`;
  const isIndexed = database.selectValue("SELECT 1 FROM sqlite_master WHERE name = ?", index) !== undefined;
  const byExtent =
    within !== undefined && isIndexed
      ? ` WHERE rowid IN (SELECT id FROM ${quoted(index)} WHERE maxx >= ?1 AND maxy >= ?2 AND minx <= ?3 AND miny <= ?4)`
      : "";
  const rows = database.prepare(`SELECT * FROM ${quoted(table.name)}${byExtent}`);
  try {
    if (byExtent !== "") rows.bind([...within!]);
    while (rows.step()) {
      const { [table.column]: geometry, ...others } = rows.get({});
      if (!(geometry instanceof Uint8Array)) continue; // a feature may have none
      const shape = shapeInBlob(geometry);
      if (!isEmpty(shape)) features.push({ properties: plain(others), ...shape });
    }
  } finally {
    rows.finalize();
  }
  return features;
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Values as a table of attributes shows them: no pictures, and no whole numbers of a type of their own. */
function plain(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row)
      .filter(([, value]) => !(value instanceof Uint8Array))
      .map(([key, value]) => [key, typeof value === "bigint" ? Number(value) : value]),
  );
}

/** Bytes of the envelope before the geometry, by its kind: none, x y, x y z, x y m, x y z m (§2.1.3). */
const ENVELOPE_BYTES = [0, 32, 48, 48, 64];

export function shapeInBlob(blob: Uint8Array): Shape {
  const [first, second, , flags = 0] = blob;
  const envelope = ENVELOPE_BYTES[(flags >> 1) & 0b111];
  if (first !== 0x47 || second !== 0x50 || envelope === undefined) throw new Error("a geometry without its header");
  const start = 8 + envelope;
  if ((flags & 0b1_0000) !== 0 || start > blob.length) return { polygons: [], lines: [], points: [] }; // an empty geometry
  return shapeInWkb(new DataView(blob.buffer, blob.byteOffset + start, blob.length - start));
}
