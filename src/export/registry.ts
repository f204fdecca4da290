import { appError } from "../core/errors.ts";
import { type VectorFormatId, vectorFormats } from "../core/ports/export-formats.ts";
import type { Exporter } from "../core/ports/exporter.ts";

/** Heavy code is loaded when it writes. */
const writers: Readonly<Record<VectorFormatId, Exporter["write"]>> = {
  geopackage: async (...args) => (await import("./geopackage-writer.ts")).writeGeopackage(...args),
  shapefile: async (...args) => (await import("./shapefile-writer.ts")).writeShapefile(...args),
  geojson: async (...args) => (await import("./geojson-writer.ts")).writeGeojson(...args),
  "geojson-projected": async (...args) => (await import("./geojson-writer.ts")).writeProjectedGeojson(...args),
  flatgeobuf: async (...args) => (await import("./flatgeobuf-writer.ts")).writeFlatgeobuf(...args),
  geoparquet: async (...args) => (await import("./geoparquet-writer.ts")).writeGeoparquet(...args),
  csv: async (...args) => (await import("./csv-writer.ts")).writeCsv(...args),
  styles: async (...args) => (await import("./styles-writer.ts")).writeStyles(...args),
};

/** The vector formats, the recommended one first. */
export const exporters: readonly Exporter[] = vectorFormats.map((format) => ({ ...format, write: writers[format.id] }));

/** @throws AppError "argument-invalid" for an id that is none of `exporters` */
export function exporterOf(id: string): Exporter {
  const exporter = exporters.find((candidate) => candidate.id === id);
  if (exporter === undefined) {
    const known = exporters.map((candidate) => candidate.id).join(", ");
    throw appError("argument-invalid", { detail: `export format "${id}": know ${known}` });
  }
  return exporter;
}
