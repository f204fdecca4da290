import { appError } from "../core/errors.ts";
import type { Crs } from "../core/geo/crs.ts";
import type { Exporter } from "../core/ports/exporter.ts";
import { exporterOf, exporters } from "../export/registry.ts";
import { required, userPath } from "./arguments.ts";
import { readCrs } from "./input-options.ts";

/** The options that say where the map goes and in which system, for `parse`. */
export const outputOptions = {
  out: { type: "string" },
  "out-crs": { type: "string" },
} as const;

export const outputUsage = "--out result.{gpkg,zip,geojson,fgb,parquet,csv} [--out-crs EPSG]";

export interface Output {
  readonly path: string;
  readonly exporter: Exporter;
  /** undefined: the map's own, or the one that the format knows */
  readonly crs: Crs | undefined;
}

/** @throws AppError "argument-invalid" */
export function readOutput(
  { out, "out-crs": outCrs }: { readonly [name in keyof typeof outputOptions]?: string | undefined },
  usage: string,
): Output {
  const path = userPath(required(out, `--out : ${usage}`));
  const crs = readCrs(outCrs, "--out-crs");
  return { path, exporter: exporterFor(path, crs), crs };
}

/** By the file's extension; GeoJSON in a system that RFC 7946 does not know is its projected variant. */
function exporterFor(path: string, crs: Crs | undefined): Exporter {
  const found = exporters.find(({ extension }) => path.toLowerCase().endsWith(extension));
  if (found?.id === "geojson" && crs !== undefined && crs.code !== 4326) return exporterOf("geojson-projected");
  if (found !== undefined) return found;
  const known = [...new Set(exporters.map(({ extension }) => extension))].join(", ");
  throw appError("argument-invalid", { detail: `--out ${path} (${known})` });
}
