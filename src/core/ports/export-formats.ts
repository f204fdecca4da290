/** A kind of file that a result can be saved as. */
export interface ExportFormat {
  readonly id: VectorFormatId | RasterFormatId;
  /** "vector": made from the map by an `Exporter`; "raster": from the class raster */
  readonly kind: "vector" | "raster";
  /** with its dot */
  readonly extension: string;
  readonly mediaType: string;
}

export type VectorFormatId =
  | "geopackage"
  | "shapefile"
  | "geojson"
  | "geojson-projected"
  | "flatgeobuf"
  | "geoparquet"
  | "csv"
  | "styles";

export type RasterFormatId = "classes" | "confidence";

const vector = (id: VectorFormatId, extension: string, mediaType: string) =>
  ({ id, kind: "vector", extension, mediaType }) as const;

const raster = (id: RasterFormatId) => ({ id, kind: "raster", extension: ".tif", mediaType: "image/tiff" }) as const;

/** In the order lists show them, the recommended one first. Where two share an extension, the first one is meant by it. */
export const exportFormats = [
  vector("geopackage", ".gpkg", "application/geopackage+sqlite3"),
  vector("shapefile", ".zip", "application/zip"),
  vector("geojson", ".geojson", "application/geo+json"),
  vector("geojson-projected", ".geojson", "application/geo+json"),
  vector("flatgeobuf", ".fgb", "application/vnd.flatgeobuf"),
  vector("geoparquet", ".parquet", "application/vnd.apache.parquet"),
  vector("csv", ".csv", "text/csv"),
  vector("styles", ".zip", "application/zip"),
  raster("classes"),
  raster("confidence"),
] as const satisfies readonly ExportFormat[];

export const vectorFormats = exportFormats.filter((format) => format.kind === "vector");
