/** A result that Ocsol has written as a GeoPackage, opened again as the map it was. */

import { checkedLabels } from "../../core/edits/edit.ts";
import { appError, isAppError } from "../../core/errors.ts";
import { reprojection } from "../../core/geo/reproject.ts";
import { type Artificialisation, artificialisation, type Verdict } from "../../core/landcover/artificialisation.ts";
import { cosiaOf } from "../../core/landcover/cosia.ts";
import { coverOf, useOf } from "../../core/landcover/ocsge.ts";
import type { SurveyedMap } from "../../core/landcover/surveyed-map.ts";
import {
  gridOf,
  parseResultRecord,
  RESULT_RECORD_URI,
  type RecordedGrid,
  type ResultRecord,
} from "../../core/ports/result-record.ts";
import { withRoom } from "../../core/vector/arrays.ts";
import type { Coverage } from "../../core/vector/coverage.ts";
import { PolygonAssembly } from "../../core/vector/from-polygons.ts";
import { measureFaces } from "../../core/vector/measure.ts";
import type { Database } from "../../sqlite/load.ts";
import { crsOfTable, quoted, shapeInBlob } from "./geopackage.ts";
import type { LocalFile } from "./local-file.ts";
import { openSqlite } from "./open-sqlite.ts";

export const LAND_COVER = "OCCUPATION_SOL";
const ARTIFICIALISATION = "ARTIFICIALISATION";
const BUILT_ZONE = "ZONE_CONSTRUITE";

/** Files of before have no such column; a value of somebody else's is nobody's check. */
const CHECKED_COLUMN = "ocsol_controle";

/** Polygons between two looks at who waits. */
const BATCH = 5000;

/** What the file says of how it was made; undefined where it is a database but no result of Ocsol's. */
export async function resultRecordIn(file: LocalFile): Promise<ResultRecord | undefined> {
  return reading(file, async (database) => recordOf(database));
}

export interface ReopenedResult {
  readonly record: ResultRecord;
  readonly map: SurveyedMap;
}

/**
 * The map, with the codes that its table has now: somebody may have corrected them in a GIS. Whether a face is
 * artificialised is taken from the file where the file's other layer was decided of the same codes and areas, for what
 * decided it may have been cut off since; else it is decided anew.
 * @param onProgress share done, 0–1
 * @param pause settles in a later task, so that the thread hears its messages
 * @throws AppError "result-not-a-map", "result-unreadable", "file-unreadable"
 */
export async function readResult(
  file: LocalFile,
  onProgress: (share: number) => void = () => {},
  pause: () => Promise<void> = async () => {},
): Promise<ReopenedResult> {
  return reading(file, async (database) => {
    const record = recordOf(database);
    if (record === undefined) throw unreadable(file, "gpkg_metadata");
    const { faces, covers, uses, coverage } = await readLandCover(database, record, file, onProgress, pause);
    const map = { ...coverage, faces };
    const decided = decidedIn(database, map, covers, uses) ?? artificialisation(map, covers, uses);
    const builtZone = record.builtZoneGrid && (await readBuiltZone(database, record.builtZoneGrid, file, pause));
    return { record, map: { ...map, covers, uses, artificialisation: decided, ...(builtZone && { builtZone }) } };
  });
}

async function reading<T>(file: LocalFile, read: (database: Database) => Promise<T>): Promise<T> {
  let database: Database | undefined;
  try {
    database = await openSqlite(file);
    return await read(database);
  } catch (cause) {
    if (isAppError(cause)) throw cause;
    throw appError("file-unreadable", { file: file.name, detail: String((cause as Error).message ?? cause) }, cause);
  } finally {
    database?.close();
  }
}

const unreadable = ({ name }: LocalFile, detail: string) => appError("result-unreadable", { file: name, detail });

const hasTable = (database: Database, name: string): boolean =>
  database.selectValue("SELECT 1 FROM sqlite_master WHERE name = ?", name) !== undefined;

function recordOf(database: Database): ResultRecord | undefined {
  if (!hasTable(database, "gpkg_metadata") || !hasTable(database, LAND_COVER)) return undefined;
  const texts = database.selectValues(
    "SELECT metadata FROM gpkg_metadata WHERE md_standard_uri = ?",
    RESULT_RECORD_URI,
  );
  for (const text of texts) {
    const record = parseResultRecord(String(text));
    if (record !== undefined) return record;
  }
  return undefined;
}

async function readLandCover(
  database: Database,
  record: ResultRecord,
  file: LocalFile,
  onProgress: (share: number) => void,
  pause: () => Promise<void>,
) {
  let numeros = new Uint8Array(1024);
  let confidences = new Float64Array(1024);
  let checks = new Uint8Array(1024);
  const covers: string[] = [];
  const uses: (string | null)[] = [];
  const saysChecked = columnsOf(database, LAND_COVER).includes(CHECKED_COLUMN);
  const total = Number(database.selectValue(`SELECT COUNT(*) FROM ${quoted(LAND_COVER)}`));
  let rows = 0;
  const assembly = await assembled(
    database,
    LAND_COVER,
    ["code_cs", "code_us", "ocsol_numero", "ocsol_confiance", ...(saysChecked ? [CHECKED_COLUMN] : [])],
    record.grid,
    file,
    ([cover, use, numero, confidence, checked], polygons) => {
      rows++;
      if (typeof cover !== "string" || coverOf(cover) === undefined) throw unreadable(file, `code_cs ${cover}`);
      const known = typeof use === "string" && use !== "" ? use : null;
      if (known !== null && useOf(known) === undefined) throw unreadable(file, `code_us ${use}`);
      if (typeof numero !== "number" || cosiaOf(numero) === undefined) throw unreadable(file, `ocsol_numero ${numero}`);
      // A feature of several parts is as many faces: a GIS may have joined them.
      for (let part = 0; part < polygons; part++) {
        const face = covers.push(cover) - 1;
        uses.push(known);
        numeros = withRoom(numeros, face + 1);
        confidences = withRoom(confidences, face + 1);
        numeros[face] = numero;
        confidences[face] = isShare(confidence) ? confidence : Number.NaN;
        checks = withRoom(checks, face + 1);
        checks[face] = Math.max(0, checkedLabels.indexOf(String(checked)));
      }
    },
    async () => {
      onProgress(rows / total);
      await pause();
    },
  );
  const coverage = assembly.finish({
    numero: numeros.slice(0, covers.length),
    confidence: confidences.slice(0, covers.length),
    checked: checks.slice(0, covers.length),
  });
  return { coverage, faces: coverage.faces, covers, uses };
}

/** What a GIS has put beside 0–1 is not known, as an empty cell is not. */
const isShare = (value: unknown): value is number => typeof value === "number" && value >= 0 && value <= 1;

async function readBuiltZone(
  database: Database,
  grid: RecordedGrid,
  file: LocalFile,
  pause: () => Promise<void>,
): Promise<Coverage | undefined> {
  if (!hasTable(database, BUILT_ZONE)) return undefined;
  let count = 0;
  const addParts = (_: unknown, parts: number): void => {
    count += parts;
  };
  const assembly = await assembled(database, BUILT_ZONE, [], grid, file, addParts, pause);
  return assembly.finish({
    numero: new Uint8Array(count).fill(1),
    confidence: new Float64Array(count).fill(Number.NaN),
  });
}

/**
 * A layer's polygons as they were added, in the order of the file.
 * @param addRow a row's values of `columns`, and how many faces its polygons have become
 */
async function assembled(
  database: Database,
  table: string,
  columns: readonly string[],
  recorded: RecordedGrid,
  file: LocalFile,
  addRow: (values: readonly unknown[], faces: number) => void,
  afterBatch: () => Promise<void>,
): Promise<PolygonAssembly> {
  const grid = gridOf(recorded);
  if (grid === undefined) throw unreadable(file, `EPSG:${recorded.epsg}`);
  const geometry = database.selectObject(
    "SELECT column_name, srs_id FROM gpkg_geometry_columns WHERE table_name = ?",
    table,
  );
  const missing = columns.find((column) => !columnsOf(database, table).includes(column));
  if (geometry === undefined || missing !== undefined) throw unreadable(file, `${table} ${missing ?? ""}`.trimEnd());
  const crs = crsOfTable(database, { srs: Number(geometry["srs_id"]) }, file.name);
  const project = crs.code === grid.crs.code ? undefined : reprojection(crs, grid.crs);
  const assembly = new PolygonAssembly(grid, recorded.unit, file.name);
  const wanted = [String(geometry["column_name"]), ...columns].map(quoted).join(", ");
  const rows = database.prepare(`SELECT ${wanted} FROM ${quoted(table)} ORDER BY rowid`);
  try {
    for (let row = 0; rows.step(); row++) {
      const [blob, ...values] = rows.get([]) as [unknown, ...unknown[]];
      const polygons = blob instanceof Uint8Array ? shapeInBlob(blob).polygons : [];
      let faces = 0;
      for (const polygon of polygons) {
        if (project !== undefined) for (const ring of polygon) projectInPlace(ring, project);
        if (assembly.add(polygon)) faces++;
      }
      if (faces > 0) addRow(values, faces);
      if (row % BATCH === BATCH - 1) await afterBatch();
    }
  } finally {
    rows.finalize();
  }
  return assembly;
}

function projectInPlace(ring: Float64Array, project: (x: number, y: number) => readonly [number, number]): void {
  for (let at = 0; at < ring.length; at += 2) [ring[at], ring[at + 1]] = project(ring[at]!, ring[at + 1]!);
}

export function columnsOf(database: Database, table: string): string[] {
  return database.selectValues("SELECT name FROM pragma_table_info(?)", table).map(String);
}

/** The artificialisation that the file says, where it was decided of these very codes and areas. */
function decidedIn(
  database: Database,
  map: Coverage,
  covers: readonly string[],
  uses: readonly (string | null)[],
): Artificialisation | undefined {
  const columns = ["code_cs", "code_us", "aire", "artif", "crit_seuil"];
  if (!hasTable(database, ARTIFICIALISATION)) return undefined;
  const present = columnsOf(database, ARTIFICIALISATION);
  if (!columns.every((column) => present.includes(column))) return undefined;
  const { planimetric } = measureFaces(map);
  const verdicts: Verdict[] = [];
  const byThreshold = new Uint8Array(covers.length);
  const rows = database.prepare(`SELECT ${columns.join()} FROM ${ARTIFICIALISATION} ORDER BY rowid`);
  try {
    while (rows.step()) {
      const [cover, use, area, artif, threshold] = rows.get([]) as readonly unknown[];
      const face = verdicts.length;
      const isSame = cover === covers[face] && (use ?? null) === uses[face] && isArea(area, planimetric[face]);
      const verdict = isSame ? verdictOf(artif) : undefined;
      if (verdict === undefined) return undefined;
      verdicts.push(verdict);
      byThreshold[face] = Number(threshold);
    }
  } finally {
    rows.finalize();
  }
  return verdicts.length === covers.length ? { verdicts, byThreshold } : undefined;
}

/** The file has areas to a tenth of a thousandth of a square metre. */
function isArea(said: unknown, measured = Number.NaN): boolean {
  return typeof said === "number" && Math.abs(said - measured) <= 1e-3 + 1e-9 * measured;
}

function verdictOf(artif: unknown): Verdict | undefined {
  if (artif === null) return "depends-on-use";
  return artif === "artif" ? "certain" : artif === "non artif" ? "never" : undefined;
}
