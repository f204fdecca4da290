/**
 * What OGC 12-128r18 (GeoPackage 1.3, https://www.geopackage.org/spec130/) asks of a file of layers of polygons or points and GDAL's
 * `validate_gpkg` does not look at. For tests only.
 */

/** Rows of a query, SQLite's types. */
export type Query = (sql: string) => readonly (readonly unknown[])[];

/** Everything wrong with a GeoPackage, in words; empty where all is well. */
export function geopackageFaults(file: Uint8Array, query: Query): string[] {
  return [
    ...headerFaults(file),
    ...definitionFaults(query),
    ...contentsFaults(query),
    ...extensionFaults(query),
    ...metadataFaults(query),
    ...schemaFaults(query),
    ...styleFaults(query),
    ...featureTables(query).flatMap((table) => [...featureFaults(query, table), ...indexFaults(query, table)]),
  ];
}

interface FeatureTable {
  readonly table: string;
  readonly column: string;
  readonly srsId: number;
}

function featureTables(query: Query): FeatureTable[] {
  return query("SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns").map(([table, column, srsId]) => ({
    table: String(table),
    column: String(column),
    srsId: Number(srsId),
  }));
}

const text = (value: unknown): string => JSON.stringify(value);

const unless = (holds: boolean, fault: string): string[] => (holds ? [] : [fault]);

/** Same text but for white space and quotes around names. */
const plain = (sql: unknown): string => String(sql).replaceAll('"', "").replace(/\s+/g, " ").trim();

/** Requirements 1 and 2, and SQLite's own header: the pages it counts are those there are. */
function headerFaults(file: Uint8Array): string[] {
  const view = new DataView(file.buffer, file.byteOffset);
  const start = String.fromCharCode(...file.subarray(0, 16));
  const pageBytes = view.getUint16(16);
  return [
    ...unless(start === "SQLite format 3\0", `starts with ${text(start)}`),
    ...unless(view.getUint32(68) === 0x47504b47, "application_id is not GPKG"),
    ...unless(view.getUint32(60) === 10300, `user_version ${view.getUint32(60)}`),
    ...unless(view.getUint32(28) * pageBytes === file.length, "the header's page count is not the file's"),
    ...unless(view.getUint32(24) === view.getUint32(92), "the header's page count does not hold"),
  ];
}

/** Keys and uniqueness that the tables' definitions ask for (annex C). */
function definitionFaults(query: Query): string[] {
  const references = [
    "gpkg_contents.srs_id → gpkg_spatial_ref_sys.srs_id",
    "gpkg_geometry_columns.table_name → gpkg_contents.table_name",
    "gpkg_geometry_columns.srs_id → gpkg_spatial_ref_sys.srs_id",
    "gpkg_metadata_reference.md_file_id → gpkg_metadata.id",
    "gpkg_metadata_reference.md_parent_id → gpkg_metadata.id",
  ];
  const unique = [
    "gpkg_contents: identifier",
    "gpkg_geometry_columns: table_name",
    "gpkg_geometry_columns: table_name, column_name",
    "gpkg_extensions: table_name, column_name, extension_name",
    "gpkg_data_columns: table_name, column_name",
    "gpkg_data_columns: table_name, name",
    "gpkg_data_column_constraints: constraint_name, constraint_type, value",
  ];
  const foundReferences = query(
    `SELECT m.name || '.' || f."from" || ' → ' || f."table" || '.' || f."to"
     FROM sqlite_schema m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'`,
  ).flat();
  const foundUnique = query(
    `SELECT m.name || ': ' || (SELECT group_concat(c.name, ', ') FROM pragma_index_info(i.name) c)
     FROM sqlite_schema m, pragma_index_list(m.name) i WHERE m.type = 'table' AND i."unique"`,
  ).flat();
  return [
    ...references.filter((one) => !foundReferences.includes(one)).map((one) => `no foreign key ${one}`),
    ...unique.filter((one) => !foundUnique.includes(one)).map((one) => `not unique: ${one}`),
    ...query("PRAGMA foreign_key_check").map((row) => `foreign key ${text(row)}`),
    ...query("PRAGMA integrity_check").flatMap(([said]) => unless(said === "ok", `integrity_check: ${said}`)),
  ];
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

const momentFaults = (query: Query, table: string, column: string): string[] =>
  query(`SELECT ${column} FROM ${table}`)
    .filter(([moment]) => !MOMENT.test(String(moment)))
    .map(([moment]) => `${table}.${column}: ${moment}`);

/** Tables and `gpkg_contents` say the same of each other (§1.1.3, §2.1.5), and reference systems are defined (§1.1.2). */
function contentsFaults(query: Query): string[] {
  const listed = query("SELECT table_name, data_type FROM gpkg_contents");
  const own = query(
    `SELECT name FROM sqlite_schema WHERE type = 'table'
     AND name NOT LIKE 'gpkg\\_%' ESCAPE '\\' AND name NOT LIKE 'rtree\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
  ).flat();
  const geometryTables = query("SELECT table_name FROM gpkg_geometry_columns").flat();
  return [
    ...own
      .filter((table) => !listed.some(([name]) => name === table))
      .map((table) => `table ${table} is not in gpkg_contents`),
    ...listed.filter(([name]) => !own.includes(name)).map(([name]) => `gpkg_contents lists ${name}, which is no table`),
    ...listed
      .filter(([name, type]) => (type === "features") !== geometryTables.includes(name))
      .map(([name, type]) => `${name} is ${type}, unlike gpkg_geometry_columns`),
    ...momentFaults(query, "gpkg_contents", "last_change"),
    ...query("SELECT srs_id, organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys")
      .filter(([id]) => Number(id) > 0)
      .filter(([id, by, code, wkt]) => by !== "EPSG" || code !== id || !/^(PROJ|GEOG)CS\["/.test(String(wkt)))
      .map(([id]) => `reference system ${id} is not defined`),
  ];
}

/** What is used is declared, once, with its scope and where it is written; nothing else is (§2.3, annex F). */
function extensionFaults(query: Query): string[] {
  const page = (name: string): string => `http://www.geopackage.org/spec130/#extension_${name}`;
  const expected = [
    ...featureTables(query).map(({ table, column }) => [
      table,
      column,
      "gpkg_rtree_index",
      page("rtree"),
      "write-only",
    ]),
    ...[
      ["gpkg_metadata", "metadata"],
      ["gpkg_metadata_reference", "metadata"],
      ["gpkg_data_columns", "schema"],
      ["gpkg_data_column_constraints", "schema"],
    ].map(([table, name]) => [table, null, `gpkg_${name}`, page(name!), "read-write"]),
  ].map(text);
  const found = query("SELECT table_name, column_name, extension_name, definition, scope FROM gpkg_extensions").map(
    text,
  );
  return [
    ...expected.filter((row) => !found.includes(row)).map((row) => `no extension ${row}`),
    ...found.filter((row) => !expected.includes(row)).map((row) => `extension ${row} is not used`),
    ...found.filter((row, at) => found.indexOf(row) !== at).map((row) => `extension twice ${row}`),
  ];
}

/** §F.8: every document is about something, and is what its type says. */
function metadataFaults(query: Query): string[] {
  const isJson = (document: unknown): boolean => {
    try {
      return typeof JSON.parse(String(document)) === "object";
    } catch {
      return false;
    }
  };
  return [
    ...query("SELECT id FROM gpkg_metadata WHERE id NOT IN (SELECT md_file_id FROM gpkg_metadata_reference)").map(
      ([id]) => `metadata ${id} is about nothing`,
    ),
    ...query("SELECT id, md_standard_uri FROM gpkg_metadata")
      .filter(([, uri]) => !/^[a-z][a-z0-9+.-]*:\S+$/i.test(String(uri)))
      .map(([id, uri]) => `metadata ${id}: ${uri} is no URI`),
    ...query("SELECT id, metadata FROM gpkg_metadata WHERE mime_type = 'application/json'")
      .filter(([, document]) => !isJson(document))
      .map(([id]) => `metadata ${id} is no JSON`),
    ...momentFaults(query, "gpkg_metadata_reference", "timestamp"),
  ];
}

/** §F.9: every column has its title, constraints exist, and columns hold what theirs allow. */
function schemaFaults(query: Query): string[] {
  const described = query("SELECT table_name, column_name, constraint_name FROM gpkg_data_columns");
  return [
    ...query(
      `SELECT g.table_name || '.' || c.name FROM gpkg_geometry_columns g, pragma_table_info(g.table_name) c
       WHERE NOT EXISTS (SELECT 1 FROM gpkg_data_columns d WHERE d.table_name = g.table_name AND d.column_name = c.name
         AND length(d.name) > 0 AND length(d.title) > 0 AND length(d.description) > 0)`,
    ).map(([column]) => `column ${column} has no title`),
    ...query(
      `SELECT DISTINCT constraint_name FROM gpkg_data_columns WHERE constraint_name IS NOT NULL
       AND constraint_name NOT IN (SELECT constraint_name FROM gpkg_data_column_constraints)`,
    ).map(([name]) => `no constraint ${name}`),
    ...query(
      "SELECT DISTINCT constraint_name FROM gpkg_data_column_constraints WHERE constraint_name <> lower(constraint_name)",
    ).map(([name]) => `constraint ${name} is not in small letters`),
    ...described
      .filter(([, , constraint]) => constraint !== null)
      .flatMap(([table, column, constraint]) =>
        query(
          `SELECT DISTINCT "${column}" FROM "${table}" WHERE "${column}" IS NOT NULL AND "${column}" NOT IN
           (SELECT value FROM gpkg_data_column_constraints WHERE constraint_name = '${constraint}')`,
        ).map(([value]) => `${table}.${column}: ${value} is not allowed`),
      ),
  ];
}

/** QGIS's table of styles: one default for every layer, and for no other. */
function styleFaults(query: Query): string[] {
  const styled = query("SELECT f_table_name, f_geometry_column FROM layer_styles WHERE useAsDefault").map(text);
  const layers = query("SELECT table_name, column_name FROM gpkg_geometry_columns").map(text);
  return unless(text(styled.toSorted()) === text(layers.toSorted()), `styles of ${styled}, layers ${layers}`);
}

/** §2.1.3: every geometry's header and WKB; §1.1.3: the layer's extent. */
function featureFaults(query: Query, { table, column, srsId }: FeatureTable): string[] {
  const faults: string[] = [];
  let extent: Box | undefined;
  for (const [fid, blob] of query(`SELECT rowid, "${column}" FROM "${table}"`)) {
    const { box, faults: found } = geometryFaults(blob as Uint8Array, srsId);
    faults.push(...found.map((fault) => `${table} ${fid}: ${fault}`));
    extent = extent === undefined ? box : union(extent, box);
  }
  const said = query(`SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = '${table}'`)[0];
  const is = extent === undefined ? [null, null, null, null] : [extent.minX, extent.minY, extent.maxX, extent.maxY];
  const last = query(`SELECT max(rowid) FROM "${table}"`)[0]![0] ?? 0;
  const sequence = query(`SELECT seq FROM sqlite_sequence WHERE name = '${table}'`)[0]?.[0];
  return [
    ...faults,
    ...unless(text(said) === text(is), `${table}: extent ${text(said)}, features ${text(is)}`),
    ...unless(Number(sequence) >= Number(last), `${table}: sequence ${sequence}, last feature ${last}`),
  ];
}

interface Box {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

const union = (one: Box, other: Box): Box => ({
  minX: Math.min(one.minX, other.minX),
  minY: Math.min(one.minY, other.minY),
  maxX: Math.max(one.maxX, other.maxX),
  maxY: Math.max(one.maxY, other.maxY),
});

const POINT_BLOB_BYTES = 40 + 1 + 4 + 2 * 8;

/** Reads a polygon or a point by hand, every byte of it. */
function geometryFaults(blob: Uint8Array, srsId: number): { box: Box; faults: string[] } {
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
  let box: Box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  const faults = [
    ...unless(view.getUint16(0) === 0x4750 && view.getUint8(2) === 0, "no GeoPackage geometry of version 0"),
    ...unless(view.getUint8(3) === 0b0000_0011, "flags are not: little-endian, envelope of x and y, not empty"),
    ...unless(view.getInt32(4, true) === srsId, `srs_id ${view.getInt32(4, true)}`),
    ...unless(
      view.getUint8(40) === 1 && [1, 3].includes(view.getUint32(41, true)),
      "WKB of no little-endian polygon or point",
    ),
  ];
  if (faults.length > 0) return { box, faults };
  if (view.getUint32(41, true) === 1) {
    const [x, y] = [view.getFloat64(45, true), view.getFloat64(53, true)];
    const envelope = [8, 16, 24, 32].map((place) => view.getFloat64(place, true));
    return {
      box: { minX: x, minY: y, maxX: x, maxY: y },
      faults: [
        ...unless(text(envelope) === text([x, x, y, y]), "envelope is not the point's"),
        ...unless(blob.length === POINT_BLOB_BYTES, `${blob.length - POINT_BLOB_BYTES} bytes too many`),
      ],
    };
  }
  const rings = view.getUint32(45, true);
  let at = 49;
  for (let ring = 0; ring < rings; ring++) {
    const points = view.getUint32(at, true);
    at += 4;
    const corners = Array.from({ length: points }, (_, point) => ({
      x: view.getFloat64(at + 16 * point, true),
      y: view.getFloat64(at + 16 * point + 8, true),
    }));
    at += 16 * points;
    for (const { x, y } of corners) box = union(box, { minX: x, minY: y, maxX: x, maxY: y });
    const [first, last] = [corners[0]!, corners.at(-1)!];
    faults.push(...unless(points >= 4 && first.x === last.x && first.y === last.y, `ring ${ring} is not closed`));
    const twiceArea = corners.slice(1).reduce((sum, { x, y }, before) => {
      const from = corners[before]!;
      return sum + (from.x - first.x) * (y - first.y) - (x - first.x) * (from.y - first.y);
    }, 0);
    faults.push(...unless(twiceArea > 0 === (ring === 0), `ring ${ring} turns the wrong way`));
  }
  const envelope = [8, 16, 24, 32].map((place) => view.getFloat64(place, true));
  const { minX, maxX, minY, maxY } = box;
  faults.push(
    ...unless(text(envelope) === text([minX, maxX, minY, maxY]), "envelope is not the polygon's"),
    ...unless(at === blob.length, `${blob.length - at} bytes too many`),
  );
  return { box, faults };
}

/** Annex F.3: the index knows every feature, by a box that holds it and is no larger than its floats require. */
function indexFaults(query: Query, { table, column }: FeatureTable): string[] {
  const index = `rtree_${table}_${column}`;
  const triggers = query(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = '${table}'`);
  const boxes = new Map(query(`SELECT id, minx, maxx, miny, maxy FROM "${index}"`).map(([id, ...box]) => [id, box]));
  const features = query(`SELECT rowid, "${column}" FROM "${table}"`);
  const faults = features.flatMap(([fid, blob]) => {
    const bytes = blob as Uint8Array;
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const [minX, maxX, minY, maxY] = [8, 16, 24, 32].map((at) => view.getFloat64(at, true)) as [
      number,
      number,
      number,
      number,
    ];
    const tight = [-floatAbove(-minX), floatAbove(maxX), -floatAbove(-minY), floatAbove(maxY)];
    return unless(
      text(boxes.get(fid)) === text(tight),
      `${index}: ${fid} is ${text(boxes.get(fid))}, not ${text(tight)}`,
    );
  });
  return [
    ...faults,
    ...unless(boxes.size === features.length, `${index}: ${boxes.size} entries, ${features.length} features`),
    ...query(`SELECT rtreecheck('${index}')`).flatMap(([said]) => unless(said === "ok", `${index}: ${said}`)),
    ...unless(
      text(triggers.map(([, sql]) => plain(sql)).toSorted()) === text(triggersOf(table, column).map(plain).toSorted()),
      `${index}: triggers ${triggers.map(([name]) => name)} are not the standard's`,
    ),
  ];
}

/** The least 32-bit float from `value` on, found by steps of less than one. */
function floatAbove(value: number): number {
  for (let step = 0; ; step++) {
    const float = Math.fround(value + (step * Math.abs(value)) / 2 ** 25);
    if (float >= value) return float;
  }
}

/** Annex F.3 of the standard, its placeholders filled in. */
function triggersOf(t: string, c: string): string[] {
  const [i, index] = ["fid", `rtree_${t}_${c}`];
  const values = `NEW.${i}, ST_MinX(NEW.${c}), ST_MaxX(NEW.${c}), ST_MinY(NEW.${c}), ST_MaxY(NEW.${c})`;
  const put = `INSERT OR REPLACE INTO ${index} VALUES (${values});`;
  const some = `(NEW.${c} NOTNULL AND NOT ST_IsEmpty(NEW.${c}))`;
  const none = `(NEW.${c} ISNULL OR ST_IsEmpty(NEW.${c}))`;
  return [
    `CREATE TRIGGER ${index}_insert AFTER INSERT ON ${t} WHEN ${some} BEGIN ${put} END`,
    `CREATE TRIGGER ${index}_update1 AFTER UPDATE OF ${c} ON ${t} WHEN OLD.${i} = NEW.${i} AND ${some} BEGIN ${put} END`,
    `CREATE TRIGGER ${index}_update2 AFTER UPDATE OF ${c} ON ${t} WHEN OLD.${i} = NEW.${i} AND ${none} BEGIN DELETE FROM ${index} WHERE id = OLD.${i}; END`,
    `CREATE TRIGGER ${index}_update3 AFTER UPDATE ON ${t} WHEN OLD.${i} != NEW.${i} AND ${some} BEGIN DELETE FROM ${index} WHERE id = OLD.${i}; ${put} END`,
    `CREATE TRIGGER ${index}_update4 AFTER UPDATE ON ${t} WHEN OLD.${i} != NEW.${i} AND ${none} BEGIN DELETE FROM ${index} WHERE id IN (OLD.${i}, NEW.${i}); END`,
    `CREATE TRIGGER ${index}_delete AFTER DELETE ON ${t} WHEN OLD.${c} NOT NULL BEGIN DELETE FROM ${index} WHERE id = OLD.${i}; END`,
  ];
}
