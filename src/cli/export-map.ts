import { setImmediate } from "node:timers/promises";
import { appError } from "../core/errors.ts";
import type { ClassRasterReader } from "../core/ports/class-raster.ts";
import type { Exporter, ExportOptions } from "../core/ports/exporter.ts";
import { vectorise } from "../core/vector/vectorise.ts";
import { exporters } from "../export/registry.ts";
import { writeFileWhole } from "./file-sink.ts";

/** The exporter of an output file, by its extension. */
export function exporterFor(path: string): Exporter {
  const found = exporters.find(({ extension }) => path.toLowerCase().endsWith(`.${extension}`));
  if (found !== undefined) return found;
  const known = exporters.map(({ extension }) => `.${extension}`).join(", ");
  throw appError("argument-invalid", { detail: `--out ${path} (${known})` });
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
  const exporter = exporterFor(path);
  const bytes = await writeFileWhole(path, (sink) => exporter.write(coverage, options, sink, () => {}, signal));
  return {
    polygons: coverage.faces.count,
    bytes,
    seconds: { vectorise: (traced - started) / 1000, export: (performance.now() - traced) / 1000 },
  };
}
