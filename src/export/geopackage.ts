import type { Exporter } from "../core/ports/exporter.ts";

/** OGC GeoPackage 1.3, layer OCCUPATION_SOL in the delivered OCS GE schema, styled for QGIS. */
export const geopackageExporter: Exporter = {
  id: "geopackage",
  extension: "gpkg",
  mediaType: "application/geopackage+sqlite3",
  write: async (...args) => (await import("./geopackage-writer.ts")).writeGeopackage(...args),
};
