import type { Exporter } from "../core/ports/exporter.ts";

/** RFC 7946: WGS 84 longitude and latitude. For the web and for small maps; the GeoPackage keeps the map's own CRS. */
export const geojsonExporter: Exporter = {
  id: "geojson",
  extension: "geojson",
  mediaType: "application/geo+json",
  write: async (...args) => (await import("./geojson-writer.ts")).writeGeojson(...args),
};
