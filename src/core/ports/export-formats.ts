/** A kind of file that a result can be saved as. */
export type ExportFormat = VectorFormat | RasterFormat;

/** Made from the map by an `Exporter`. */
export interface VectorFormat extends SavedFile {
  readonly id: VectorFormatId;
  readonly kind: "vector";
}

/** Made from the class raster. */
export interface RasterFormat extends SavedFile {
  readonly id: RasterFormatId;
  readonly kind: "raster";
}

export interface SavedFile {
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

const raster = (id: RasterFormatId, extension: string, mediaType: string) =>
  ({ id, kind: "raster", extension, mediaType }) as const;

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
  // with the files beside it that name its values
  raster("classes", ".zip", "application/zip"),
  raster("confidence", ".tif", "image/tiff"),
] as const satisfies readonly ExportFormat[];

export const vectorFormats = exportFormats.filter((format) => format.kind === "vector");
