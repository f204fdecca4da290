import { type Crs, crsOf } from "../core/geo/crs.ts";
import type { Database } from "../sqlite/load.ts";
import { domains } from "./domains.ts";
import type { Field } from "./fields.ts";
import {
  APPLICATION_ID,
  createLayer,
  extensionPage,
  GEOMETRY,
  KEY,
  rtreeTriggers,
  shapeOf,
  tables,
  USER_VERSION,
} from "./geopackage-schema.ts";
import type { Layer, LayerTable, PointLayer } from "./layers.ts";
import { qgisStyle, sldStyle, styleTitle } from "./qgis-style.ts";

/** In the place of an extent that is not known yet: no extent takes more room. */
const NOT_YET = 0.5;

/** How a file was made: once for machines and once for people. */
export interface Documents {
  /** of the record's form */
  readonly uri: string;
  readonly record: object;
  readonly text: string;
  /** when, ISO 8601 in UTC */
  readonly created: string;
}

type Row = Readonly<Record<string, string | number | null>>;

/** Everything of a GeoPackage but its features, their indices and their extents. */
export function writeContents(database: Database, layers: readonly (Layer | PointLayer)[], documents: Documents): void {
  const { crs } = layers[0]!;
  // With the thousandths that the standard asks for.
  const moment = new Date(documents.created).toISOString();
  database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${USER_VERSION};`);
  database.exec("BEGIN");
  database.exec(tables);
  for (const row of referenceSystems(crs)) insert(database, "gpkg_spatial_ref_sys", row);
  for (const layer of layers) writeLayer(database, layer, moment);
  writeDomains(database, layers);
  writeStyles(database, layers, moment);
  writeMetadata(database, documents, moment);
  for (const name of ["gpkg_metadata", "gpkg_metadata_reference"]) extend(database, [name, null], "metadata");
  for (const name of ["gpkg_data_columns", "gpkg_data_column_constraints"]) extend(database, [name, null], "schema");
  database.exec("COMMIT");
}

/** What `writeContents` could not know. */
export function setExtent(database: Database, { name }: LayerTable, extent: readonly number[]): void {
  database.exec({
    sql: "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE table_name = ?",
    bind: [...extent, name],
  });
}

function insert(database: Database, table: string, row: Row): void {
  const columns = Object.keys(row);
  const places = columns.map(() => "?").join();
  database.exec({ sql: `INSERT INTO ${table} (${columns.join()}) VALUES (${places})`, bind: Object.values(row) });
}

/** The three rows every GeoPackage has, then the map's CRS if it is not one of them. */
function referenceSystems(crs: Crs): Row[] {
  const wgs84 = crsOf(4326)!;
  const row = (name: string, organization: string, code: number, definition: string, description: string): Row => ({
    srs_name: name,
    srs_id: code,
    organization,
    organization_coordsys_id: code,
    definition,
    description,
  });
  const always = [
    row("Undefined Cartesian SRS", "NONE", -1, "undefined", "undefined Cartesian coordinate reference system"),
    row("Undefined geographic SRS", "NONE", 0, "undefined", "undefined geographic coordinate reference system"),
    row("WGS 84 geodetic", "EPSG", 4326, wgs84.wkt, "longitude/latitude on the WGS 84 spheroid"),
  ];
  return crs.code === wgs84.code ? always : [...always, row(crs.name, "EPSG", crs.code, crs.wkt, crs.name)];
}

/** A layer's empty tables and what the GeoPackage must say of them. */
function writeLayer(database: Database, layer: Layer | PointLayer, moment: string): void {
  const { name, description, count, crs } = layer;
  database.exec(createLayer(layer));
  // The features come with their keys: the next one that somebody adds goes on from there.
  insert(database, "sqlite_sequence", { name, seq: count });
  const bound = count === 0 ? null : NOT_YET;
  insert(database, "gpkg_contents", {
    table_name: name,
    data_type: "features",
    identifier: name,
    description,
    last_change: moment,
    min_x: bound,
    min_y: bound,
    max_x: bound,
    max_y: bound,
    srs_id: crs.code,
  });
  insert(database, "gpkg_geometry_columns", {
    table_name: name,
    column_name: GEOMETRY,
    geometry_type_name: shapeOf(layer),
    srs_id: crs.code,
    z: 0,
    m: 0,
  });
  const columns = [
    { name: KEY, title: "Numéro", description: "Numéro de l’objet dans cette couche" },
    { name: GEOMETRY, title: "Géométrie", description: shapeOf(layer) === "POINT" ? "Point" : "Polygone" },
    ...layer.fields,
  ];
  for (const column of columns) {
    insert(database, "gpkg_data_columns", {
      table_name: name,
      column_name: column.name,
      // GDAL takes a column's alias, which QGIS shows, from the one or the other.
      name: column.title,
      title: column.title,
      description: column.description,
      constraint_name: domainOf(column) ?? null,
    });
  }
  extend(database, [name, GEOMETRY], "rtree", "gpkg_rtree_index", "write-only");
  database.exec(rtreeTriggers(layer));
}

/** Those of the layers' columns. */
function writeDomains(database: Database, layers: readonly LayerTable[]): void {
  const used = new Set(layers.flatMap(({ fields }) => fields.map(domainOf)));
  for (const [name, values] of Object.entries(domains)) {
    if (!used.has(name)) continue;
    for (const { value, label } of values) {
      const row = { constraint_name: name, constraint_type: "enum", value, description: label };
      insert(database, "gpkg_data_column_constraints", row);
    }
  }
}

function domainOf({ name, domain = name }: Pick<Field, "name" | "domain">): string | undefined {
  return domain in domains ? domain : undefined;
}

function writeStyles(database: Database, layers: readonly LayerTable[], moment: string): void {
  for (const { name } of layers) {
    insert(database, "layer_styles", {
      f_table_catalog: "",
      f_table_schema: "",
      f_table_name: name,
      f_geometry_column: GEOMETRY,
      styleName: name,
      styleQML: qgisStyle(name),
      styleSLD: sldStyle(name),
      useAsDefault: 1,
      description: styleTitle(name),
      update_time: moment,
    });
  }
  insert(database, "gpkg_contents", {
    table_name: "layer_styles",
    data_type: "attributes",
    identifier: "layer_styles",
    last_change: moment,
  });
}

function writeMetadata(database: Database, { uri, record, text }: Documents, moment: string): void {
  const documents = [
    { md_standard_uri: uri, mime_type: "application/json", metadata: JSON.stringify(record) },
    // Free text follows no standard: the column wants a URI all the same.
    { md_standard_uri: "https://www.rfc-editor.org/rfc/rfc2046", mime_type: "text/plain", metadata: text },
  ];
  for (const [index, document] of documents.entries()) {
    insert(database, "gpkg_metadata", { id: index + 1, md_scope: "dataset", ...document });
    insert(database, "gpkg_metadata_reference", {
      reference_scope: "geopackage",
      timestamp: moment,
      md_file_id: index + 1,
    });
  }
}

/** An extension of the standard's own is used in a table, or in one of its columns. */
function extend(
  database: Database,
  [table_name, column_name]: readonly [table: string, column: string | null],
  page: string,
  extension_name = `gpkg_${page}`,
  scope = "read-write",
): void {
  insert(database, "gpkg_extensions", {
    table_name,
    column_name,
    extension_name,
    definition: extensionPage(page),
    scope,
  });
}
