import { appError } from "../core/errors.ts";
import type { ByteSink } from "../core/ports/byte-sink.ts";
import type { CancelSignal } from "../core/ports/cancel.ts";
import type { Exporter } from "../core/ports/exporter.ts";
import { resultRecordOf } from "../core/ports/result-record.ts";
import { boundsOfPolygon } from "../core/vector/coverage.ts";
import { BulkTable } from "../sqlite/bulk-table.ts";
import { type Database, loadSqlite, type Sqlite3Static } from "../sqlite/load.ts";
import { setOutward, writePackedRtree } from "../sqlite/packed-rtree.ts";
import { PAGE_BYTES, PageFile } from "../sqlite/page-file.ts";
import { inBatches } from "./batches.ts";
import { setExtent, writeContents } from "./geopackage-contents.ts";
import { geometryBlob } from "./geopackage-geometry.ts";
import { rtreeOf } from "./geopackage-schema.ts";
import { type Layer, layersOf } from "./layers.ts";

/**
 * SQLite makes a GeoPackage without features, in memory: some dozens of pages. The features and their indices follow as
 * pages of our own, and when their roots and extents are known the first pages are written once more. So a file is
 * written from front to back and is never in memory, whatever its size. The same map and options give the same bytes.
 */
export const writeGeopackage: Exporter["write"] = async (map, options, sink, onProgress, signal) => {
  signal?.throwIfAborted();
  const sqlite = await loadSqlite();
  const layers = layersOf(map, options);
  const total = layers.reduce((sum, { count }) => sum + count, 0);
  const database = new sqlite.oo1.DB(":memory:");
  try {
    writeContents(database, layers, resultRecordOf(map, options), options);
    const start = sqlite.capi.sqlite3_js_db_export(database);
    await sink.write(start);
    const pages = new PageFile(start.length / PAGE_BYTES);
    const roots = new Map<string, Uint8Array>();
    let before = 0;
    for (const layer of layers) {
      await writeFeatures(layer, database, pages, roots, sink, (done) => onProgress(before + done, total), signal);
      before += layer.count;
    }
    await sink.writeAt(0, finishedStart(sqlite, database, start.length, pages.count, roots));
  } catch (error) {
    throw withTag(sqlite, error);
  } finally {
    database.close();
  }
};

function withTag(sqlite: Sqlite3Static, error: unknown): unknown {
  if (!(error instanceof sqlite.SQLite3Error || error instanceof sqlite.WasmAllocError)) return error;
  return appError("write-failed", { file: "GeoPackage", detail: error.message }, error);
}

/** The features of a layer and their index. `roots` gets the root pages of its tables, by table. */
async function writeFeatures(
  layer: Layer,
  database: Database,
  pages: PageFile,
  roots: Map<string, Uint8Array>,
  sink: ByteSink,
  onProgress: (done: number) => void,
  signal?: CancelSignal,
): Promise<void> {
  if (layer.count === 0) return;
  const features = new BulkTable(pages);
  const boxes = new Float32Array(4 * layer.count);
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  const add = (index: number): void => {
    const polygon = layer.polygon(index);
    const bounds = boundsOfPolygon(polygon);
    minX = Math.min(minX, bounds[0]);
    minY = Math.min(minY, bounds[1]);
    maxX = Math.max(maxX, bounds[2]);
    maxY = Math.max(maxY, bounds[3]);
    setOutward(boxes, index, bounds);
    features.add(index + 1, [null, geometryBlob(polygon, bounds, layer.crs.code), ...layer.row(index)]);
  };
  await inBatches(layer.count, add, onProgress, signal, () => sink.write(pages.take()));
  roots.set(layer.name, features.finish());
  const index = writePackedRtree(pages, boxes);
  for (const [suffix, root] of Object.entries(index)) roots.set(`${rtreeOf(layer)}_${suffix}`, root);
  await sink.write(pages.take());
  setExtent(database, layer, [minX, minY, maxX, maxY]);
}

/** Places in the file's first page: https://www.sqlite.org/fileformat2.html §1.3 */
const CHANGE_COUNTER = 24;
const PAGE_COUNT = 28;
const VALID_FOR = 92;
const SQLITE_VERSION = 96;

/** The pages the file begins with, the roots of its tables in their places. */
function finishedStart(
  sqlite: Sqlite3Static,
  database: Database,
  length: number,
  pages: number,
  roots: ReadonlyMap<string, Uint8Array>,
): Uint8Array {
  const start = sqlite.capi.sqlite3_js_db_export(database);
  if (start.length !== length) throw appError("internal", { detail: "the first pages have changed their number" });
  for (const [table, root] of roots) {
    const page = database.selectValue("SELECT rootpage FROM sqlite_schema WHERE name = ?", table) as number;
    start.set(root, (page - 1) * PAGE_BYTES);
  }
  const view = new DataView(start.buffer, start.byteOffset);
  // The count of pages holds if these two agree.
  view.setUint32(CHANGE_COUNTER, 1);
  view.setUint32(VALID_FOR, 1);
  view.setUint32(PAGE_COUNT, pages);
  view.setUint32(SQLITE_VERSION, sqlite.version.libVersionNumber);
  return start;
}
