import { appError } from "../core/errors.ts";
import type { Exporter } from "../core/ports/exporter.ts";
import { geojsonExporter } from "./geojson.ts";
import { geopackageExporter } from "./geopackage.ts";

/** The vector formats, the recommended one first. Each loads its heavy code when it writes. */
export const exporters: readonly Exporter[] = [geopackageExporter, geojsonExporter];

/** @throws AppError "argument-invalid" for an id that is none of `exporters` */
export function exporterOf(id: string): Exporter {
  const exporter = exporters.find((candidate) => candidate.id === id);
  if (exporter === undefined) {
    const known = exporters.map((candidate) => candidate.id).join(", ");
    throw appError("argument-invalid", { detail: `export format "${id}": know ${known}` });
  }
  return exporter;
}
