import { appError } from "../core/errors.ts";
import { esriWkt } from "../core/geo/esri-wkt-table.ts";
import type { Exporter } from "../core/ports/exporter.ts";
import { layersOf } from "./layers.ts";
import { dbfBytes, dbfFile } from "./shapefile/dbf.ts";
import { type LayerMeasure, measureLayer } from "./shapefile/measure.ts";
import { shpBytes, shpFile, shxBytes, shxFile } from "./shapefile/shp.ts";
import { writeZip, ZIP_LIMIT, type ZipEntry } from "./zip-writer.ts";

export interface ShapefileLimits {
  /** bytes of a .shp or a .dbf: GIS software takes their lengths and offsets for signed numbers */
  readonly file: number;
  /** bytes of all of them, as they are before they are compressed: nobody knows how much less they take after */
  readonly archive: number;
}

/** Passes over a layer: measured, its shapes written, its rows written. */
const PASSES = 3;

/**
 * ESRI Shapefiles, one a layer, in a zip. A first pass measures: a .shp says its length first, a .dbf the widths of its
 * columns, and what is too large for the format is said before anything is written.
 * @throws AppError "format-too-large"
 */
export const shapefileWriter =
  (limits: ShapefileLimits): Exporter["write"] =>
  async (map, options, sink, onProgress, signal) => {
    const layers = layersOf(map, options);
    const total = PASSES * layers.reduce((sum, { count }) => sum + count, 0);
    let before = 0;
    /** Of the pass that begins now. */
    const progress = (): ((done: number) => void) => {
      const start = before;
      return (done) => {
        before = start + done;
        onProgress(before, total);
      };
    };
    const measures: LayerMeasure[] = [];
    for (const layer of layers) measures.push(await measureLayer(layer, progress(), signal));
    const sizes = layers.flatMap((layer, index) => {
      const measure = measures[index]!;
      return [shpBytes(measure), shxBytes(measure), dbfBytes(layer, measure)];
    });
    for (const [bytes, limit] of [
      [Math.max(...sizes), limits.file],
      [sizes.reduce((sum, size) => sum + size, 0), limits.archive],
    ] as const) {
      if (bytes > limit) throw appError("format-too-large", { format: "Shapefile", bytes, limit });
    }

    const created = new Date(options.created);
    const entries = layers.flatMap((layer, index): ZipEntry[] => {
      const measure = measures[index]!;
      return [
        { name: `${layer.name}.shp`, write: (put) => shpFile(layer, measure, put, progress(), signal) },
        { name: `${layer.name}.shx`, write: (put) => shxFile(measure, put) },
        { name: `${layer.name}.dbf`, write: (put) => dbfFile(layer, measure, created, put, progress(), signal) },
        textFile(`${layer.name}.prj`, esriWkt.get(layer.crs.code)!),
        textFile(`${layer.name}.cpg`, "UTF-8"),
      ];
    });
    await writeZip(sink, entries, created);
  };

export const writeShapefile = shapefileWriter({ file: 2 ** 31 - 1, archive: ZIP_LIMIT });

function textFile(name: string, text: string): ZipEntry {
  return { name, write: (put) => put(new TextEncoder().encode(text)) };
}
