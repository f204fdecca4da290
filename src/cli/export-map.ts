import { extname } from "node:path";
import { setImmediate } from "node:timers/promises";
import { appError } from "../core/errors.ts";
import type { ClassRasterReader } from "../core/ports/class-raster.ts";
import type { ExportOptions } from "../core/ports/exporter.ts";
import { vectorise } from "../core/vector/vectorise.ts";
import { exporterOf } from "../export/registry.ts";
import { writeFileWhole } from "./file-sink.ts";

const formats: Readonly<Record<string, string>> = { ".gpkg": "geopackage", ".geojson": "geojson" };

/** The format of an output file, by its extension. */
export function formatOf(path: string): string {
  const format = formats[extname(path).toLowerCase()];
  if (format === undefined) throw appError("argument-invalid", { detail: `--out ${path} (.gpkg, .geojson)` });
  return format;
}

/** Vectorises a class raster and writes it; seconds by stage and what was written. */
export async function exportMap(
  reader: ClassRasterReader,
  path: string,
  options: ExportOptions,
  confidenceKnown: boolean,
  signal: AbortSignal,
): Promise<{ polygons: number; bytes: number; seconds: { vectorise: number; export: number } }> {
  const started = performance.now();
  const coverage = await vectorise(
    reader,
    { minAreaSquareMetres: options.minAreaSquareMetres, pause: () => setImmediate() },
    undefined,
    signal,
  );
  if (!confidenceKnown) coverage.faces.confidence.fill(Number.NaN);
  const traced = performance.now();
  const exporter = exporterOf(formatOf(path));
  const bytes = await writeFileWhole(path, (sink) => exporter.write(coverage, options, sink, () => {}, signal));
  return {
    polygons: coverage.faces.count,
    bytes,
    seconds: { vectorise: (traced - started) / 1000, export: (performance.now() - traced) / 1000 },
  };
}
