import { appError } from "../core/errors.ts";
import type { Bounds } from "../core/geo/bounds.ts";
import type { ByteSink } from "../core/ports/byte-sink.ts";
import type { CancelSignal } from "../core/ports/cancel.ts";
import type { Exporter } from "../core/ports/exporter.ts";
import { RESULT_RECORD_URI, resultRecordOf } from "../core/ports/result-record.ts";
import { boundsOfPolygon } from "../core/vector/coverage.ts";
import { AppendedDatabase } from "../sqlite/appended-database.ts";
import { BulkTable } from "../sqlite/bulk-table.ts";
import { isSqliteError } from "../sqlite/load.ts";
import { setOutward, writePackedRtree } from "../sqlite/packed-rtree.ts";
import { inBatches } from "./batches.ts";
import { type Documents, setExtent, writeContents } from "./geopackage-contents.ts";
import { geometryBlob, pointBlob } from "./geopackage-geometry.ts";
import { rtreeOf } from "./geopackage-schema.ts";
import { type Layer, layersOf, type PointLayer } from "./layers.ts";
import { describeRun } from "./run-description.ts";

/** With the record that lets Ocsol open its result again. */
export const writeGeopackage: Exporter["write"] = (map, options, sink, onProgress, signal) => {
  const layers = layersOf(map, options);
  const documents = {
    uri: RESULT_RECORD_URI,
    record: resultRecordOf(map, options),
    text: describeRun(options, layers[0]!.crs),
    created: options.created,
  };
  return writeLayers(layers, documents, sink, onProgress, signal);
};

/**
 * SQLite makes a GeoPackage without features, in memory: some dozens of pages. The features and their indices follow as
 * pages of our own, and when their roots and extents are known the first pages are written once more. So a file is
 * written from front to back and is never in memory, whatever its size. The same layers and documents give the same bytes.
 */
export async function writeLayers(
  layers: readonly (Layer | PointLayer)[],
  documents: Documents,
  sink: ByteSink,
  onProgress: (done: number, total: number) => void,
  signal?: CancelSignal,
): Promise<void> {
  signal?.throwIfAborted();
  const total = layers.reduce((sum, { count }) => sum + count, 0);
  let file: AppendedDatabase | undefined;
  try {
    file = await AppendedDatabase.create((database) => writeContents(database, layers, documents));
    await sink.write(file.start);
    let before = 0;
    for (const layer of layers) {
      await writeFeatures(layer, file, sink, (done) => onProgress(before + done, total), signal);
      before += layer.count;
    }
    await sink.writeAt(0, file.finishedStart());
  } catch (error) {
    if (!(await isSqliteError(error))) throw error;
    throw appError("write-failed", { file: "GeoPackage", detail: String(error) }, error);
  } finally {
    file?.close();
  }
}

/** The features of a layer and their index. */
async function writeFeatures(
  layer: Layer | PointLayer,
  file: AppendedDatabase,
  sink: ByteSink,
  onProgress: (done: number) => void,
  signal?: CancelSignal,
): Promise<void> {
  if (layer.count === 0) return;
  const { pages } = file;
  const features = new BulkTable(pages);
  const boxes = new Float32Array(4 * layer.count);
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  const add = (index: number): void => {
    const { bounds, blob } = shapeAt(layer, index);
    minX = Math.min(minX, bounds[0]);
    minY = Math.min(minY, bounds[1]);
    maxX = Math.max(maxX, bounds[2]);
    maxY = Math.max(maxY, bounds[3]);
    setOutward(boxes, index, bounds);
    features.add(index + 1, [null, blob, ...layer.row(index)]);
  };
  const flush = () => sink.write(pages.take());
  await inBatches(layer.count, add, onProgress, signal, flush);
  file.setRoot(layer.name, features.finish());
  const index = writePackedRtree(pages, boxes);
  await flush();
  for (const [suffix, root] of Object.entries(index)) file.setRoot(`${rtreeOf(layer)}_${suffix}`, root);
  setExtent(file.database, layer, [minX, minY, maxX, maxY]);
}

/** Where a feature lies, and its geometry, which is good until the next call. */
function shapeAt(layer: Layer | PointLayer, index: number): { readonly bounds: Bounds; readonly blob: Uint8Array } {
  if ("point" in layer) {
    const [x, y] = layer.point(index);
    return { bounds: [x, y, x, y], blob: pointBlob([x, y], layer.crs.code) };
  }
  const polygon = layer.polygon(index);
  const bounds = boundsOfPolygon(polygon);
  return { bounds, blob: geometryBlob(polygon, bounds, layer.crs.code) };
}
