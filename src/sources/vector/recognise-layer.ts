import { isAppError } from "../../core/errors.ts";
import type { Database } from "../../sqlite/load.ts";
import { type RasterFile, readRange } from "../raster-file.ts";
import { readDbf } from "./dbf.ts";
import { isSqlite } from "./geopackage.ts";
import { localFile } from "./local-file.ts";
import { openSqlite } from "./open-sqlite.ts";
import { columnsOf, resultRecordIn } from "./result-geopackage.ts";
import { filesInZip, isZip } from "./zip.ts";

/**
 * What a layer of polygons is, by its columns: a result of Ocsol's, another map of land cover to compare with, or the
 * outline of an area.
 */
export type RecognisedLayer = { readonly kind: "result" } | ReferenceFound | { readonly kind: "area" };

export interface ReferenceFound {
  readonly kind: "ocsge" | "cosia";
  /** the file that has the columns; where it lies in an archive, the archive's name before it */
  readonly path: readonly string[];
  /** of a GeoPackage */
  readonly table?: string;
  /** it has columns of Ocsol's: one of its exports, without the record that makes a GeoPackage of it a result */
  readonly isExport?: boolean;
}

const HEAD_BYTES = 64 << 10;
const MOST_UNPACKED_BYTES = 512 << 20;

const AREA = { kind: "area" } as const;

/**
 * Looks at names of columns, not at polygons: quick for a file of any size. What is none of these is an area: who reads it
 * as one will say what is wrong.
 * @param files that belong together: a Shapefile has several
 * @throws AppError "file-truncated", "file-unreadable" where a file is cut short or damaged
 */
export async function recogniseLayer(files: readonly RasterFile[]): Promise<RecognisedLayer> {
  return recogniseFirst(files, false);
}

async function recogniseFirst(files: readonly RasterFile[], inArchive: boolean): Promise<RecognisedLayer> {
  for (const file of files) {
    const found = await recogniseFile(file, inArchive).catch((cause) => {
      if (isAppError(cause, "file-truncated") || isAppError(cause, "file-unreadable")) throw cause;
      return AREA;
    });
    if (found.kind !== "area") return found;
  }
  return AREA;
}

async function recogniseFile(file: RasterFile, inArchive: boolean): Promise<RecognisedLayer> {
  const head = await readRange(file, 0, Math.min(HEAD_BYTES, file.size));
  if (isSqlite(head)) return recogniseGeopackage(file, inArchive);
  if (isZip(head)) {
    const found = await recogniseFirst(await filesInZip(file, isTelling, MOST_UNPACKED_BYTES), true);
    return "path" in found ? { ...found, path: [file.name, ...found.path] } : found;
  }
  if (/\.dbf$/i.test(file.name)) return byColumns(file, readDbf(head, undefined).columns);
  if (!/json$/i.test(file.name)) return AREA;
  const names = new TextDecoder().decode(head).matchAll(/"(\w+)"\s*:/g);
  return byColumns(
    file,
    Array.from(names, ([, name]) => name!),
  );
}

/** A result in an archive is a map to compare with: only a file by itself is opened again. */
async function recogniseGeopackage(file: RasterFile, inArchive: boolean): Promise<RecognisedLayer> {
  const local = await localFile(file);
  if (!inArchive && (await resultRecordIn(local)) !== undefined) return { kind: "result" };
  const database: Database = await openSqlite(local);
  try {
    for (const table of database.selectValues("SELECT table_name FROM gpkg_geometry_columns").map(String)) {
      const found = byColumns(file, columnsOf(database, table));
      if (found.kind !== "area") return { ...found, table };
    }
    return AREA;
  } finally {
    database.close();
  }
}

const isTelling = (name: string): boolean => /\.(?:dbf|gpkg|geojson|json)$/i.test(name);

/** Parcels have a `numero` too: CoSIA has the name of its class beside. */
function byColumns({ name }: RasterFile, columns: readonly string[]): ReferenceFound | typeof AREA {
  const names = new Set(columns.map((name) => name.toLowerCase()));
  const path = [name];
  if (names.has("code_cs")) {
    const isExport = [...names].some((column) => /^(?:ocsol|ocso)_/.test(column));
    return { kind: "ocsge", path, ...(isExport && { isExport }) };
  }
  return names.has("numero") && names.has("classe") ? { kind: "cosia", path } : AREA;
}
