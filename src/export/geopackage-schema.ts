import type { Field } from "./fields.ts";
import type { Layer, LayerTable, PointLayer } from "./layers.ts";

/** The SQL of an OGC GeoPackage 1.3 with layers of polygons or points: https://www.geopackage.org/spec130/ */

const sqlTypes: Readonly<Record<Field["type"], string>> = {
  text: "TEXT",
  integer: "MEDIUMINT",
  real: "DOUBLE",
  boolean: "BOOLEAN",
};

export const KEY = "fid";
export const GEOMETRY = "the_geom";

type Named = Pick<LayerTable, "name">;

/** As `gpkg_geometry_columns` names it. */
export const shapeOf = (layer: Layer | PointLayer): "POLYGON" | "POINT" => ("point" in layer ? "POINT" : "POLYGON");

/** "GPKG" */
export const APPLICATION_ID = 0x47504b47;
export const USER_VERSION = 10300;

/** §1.1.2 to §1.1.3, §2.1.5, §2.3.2, §F.8 (metadata), §F.9 (schema); then QGIS's `layer_styles`. */
export const tables = `
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE gpkg_extensions (
  table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
CREATE TABLE gpkg_metadata (
  id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL, md_scope TEXT NOT NULL DEFAULT 'dataset',
  md_standard_uri TEXT NOT NULL, mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '');
CREATE TABLE gpkg_metadata_reference (
  reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT, row_id_value INTEGER,
  timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  md_file_id INTEGER NOT NULL, md_parent_id INTEGER,
  CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
  CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id));
CREATE TABLE gpkg_data_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT, mime_type TEXT,
  constraint_name TEXT,
  CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name));
CREATE TABLE gpkg_data_column_constraints (
  constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN,
  max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
  CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), f_table_schema TEXT(256),
  f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,
  useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
  update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')));
`;

/** The definition of an extension of the standard's own, as `gpkg_extensions` names it. */
export const extensionPage = (name: string): string => `http://www.geopackage.org/spec130/#extension_${name}`;

export const rtreeOf = ({ name }: Named): string => `rtree_${name}_${GEOMETRY}`;

export function createLayer(layer: Layer | PointLayer): string {
  const columns = layer.fields.map(({ name, type }) => `${name} ${sqlTypes[type]}`);
  return `
CREATE TABLE "${layer.name}" (
  ${KEY} INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "${GEOMETRY}" ${shapeOf(layer)}, ${columns.join(", ")});
CREATE VIRTUAL TABLE "${rtreeOf(layer)}" USING rtree(id, minx, maxx, miny, maxy);
`;
}

/** Annex F.3. They call ST_MinX and the like, which SQLite has not: no row of ours passes through SQL, a GIS has them. */
export function rtreeTriggers(layer: Named): string {
  const table = `"${layer.name}"`;
  const column = `"${GEOMETRY}"`;
  const rtree = rtreeOf(layer);
  const values = `NEW.${KEY}, ST_MinX(NEW.${column}), ST_MaxX(NEW.${column}), ST_MinY(NEW.${column}), ST_MaxY(NEW.${column})`;
  const newHasShape = `(NEW.${column} NOTNULL AND NOT ST_IsEmpty(NEW.${column}))`;
  const newHasNone = `(NEW.${column} ISNULL OR ST_IsEmpty(NEW.${column}))`;
  return `
CREATE TRIGGER "${rtree}_insert" AFTER INSERT ON ${table} WHEN ${newHasShape}
BEGIN INSERT OR REPLACE INTO "${rtree}" VALUES (${values}); END;
CREATE TRIGGER "${rtree}_update1" AFTER UPDATE OF ${column} ON ${table} WHEN OLD.${KEY} = NEW.${KEY} AND ${newHasShape}
BEGIN INSERT OR REPLACE INTO "${rtree}" VALUES (${values}); END;
CREATE TRIGGER "${rtree}_update2" AFTER UPDATE OF ${column} ON ${table} WHEN OLD.${KEY} = NEW.${KEY} AND ${newHasNone}
BEGIN DELETE FROM "${rtree}" WHERE id = OLD.${KEY}; END;
CREATE TRIGGER "${rtree}_update3" AFTER UPDATE ON ${table} WHEN OLD.${KEY} != NEW.${KEY} AND ${newHasShape}
BEGIN DELETE FROM "${rtree}" WHERE id = OLD.${KEY}; INSERT OR REPLACE INTO "${rtree}" VALUES (${values}); END;
CREATE TRIGGER "${rtree}_update4" AFTER UPDATE ON ${table} WHEN OLD.${KEY} != NEW.${KEY} AND ${newHasNone}
BEGIN DELETE FROM "${rtree}" WHERE id IN (OLD.${KEY}, NEW.${KEY}); END;
CREATE TRIGGER "${rtree}_delete" AFTER DELETE ON ${table} WHEN OLD.${column} NOT NULL
BEGIN DELETE FROM "${rtree}" WHERE id = OLD.${KEY}; END;
`;
}
