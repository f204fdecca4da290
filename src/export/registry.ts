import { appError } from "../core/errors.ts";
import { type VectorFormatId, vectorFormats } from "../core/ports/export-formats.ts";
import type { Exporter } from "../core/ports/exporter.ts";

/** Heavy code is loaded when it writes. */
const writers: Partial<Record<VectorFormatId, Exporter["write"]>> = {
  geopackage: async (...args) => (await import("./geopackage-writer.ts")).writeGeopackage(...args),
  geojson: async (...args) => (await import("./geojson-writer.ts")).writeGeojson(...args),
};

/** The vector formats, the recommended one first. */
export const exporters: readonly Exporter[] = vectorFormats.flatMap((format) => {
  const write = writers[format.id];
  return write === undefined ? [] : [{ ...format, write }];
});

/** @throws AppError "argument-invalid" for an id that is none of `exporters` */
export function exporterOf(id: string): Exporter {
  const exporter = exporters.find((candidate) => candidate.id === id);
  if (exporter === undefined) {
    const known = exporters.map((candidate) => candidate.id).join(", ");
    throw appError("argument-invalid", { detail: `export format "${id}": know ${known}` });
  }
  return exporter;
}
