import { extname } from "node:path";
import type { ClassRasterReader } from "../core/ports/class-raster.ts";
import type { RasterFormatId } from "../core/ports/export-formats.ts";
import type { ExportOptions } from "../core/ports/exporter.ts";
import { classFiles } from "../export/geotiff/class-names.ts";
import { writeClassRaster } from "../export/geotiff/class-raster.ts";
import { zonesOf } from "../sources/vector/zone-layer.ts";
import { writeFileWhole } from "./file-sink.ts";
import type { SurveyInputs } from "./survey-options.ts";

/** Writes a class raster's classes or confidence as a GeoTIFF; beside the classes, the files that name them. */
export async function exportRaster(
  kind: RasterFormatId,
  raster: ClassRasterReader,
  path: string,
  options: ExportOptions,
  { area }: SurveyInputs,
  signal: AbortSignal,
): Promise<void> {
  const zones = area && zonesOf(area, raster.grid.crs);
  await writeFileWhole(path, (sink) => writeClassRaster(kind, raster, options, zones, sink, undefined, signal));
  for (const { name, content } of besides(kind, path)) {
    await writeFileWhole(name, (sink) => sink.write(new TextEncoder().encode(content)));
  }
}

/** What `exportRaster` writes, by the option that asks for it. */
export function rasterFiles(option: string, kind: RasterFormatId, path: string): Record<string, string> {
  const others = besides(kind, path).map(({ name }) => [`${option} (${extname(name)})`, name]);
  return Object.fromEntries([[option, path], ...others]);
}

const besides = (kind: RasterFormatId, path: string) => (kind === "classes" ? classFiles(path) : []);
