import type { Affine } from "../geo/affine.ts";
import type { Preset } from "../landcover/presets.ts";
import type { Grid } from "../raster/grid.ts";
import type { ExportOptions } from "./exporter.ts";

/**
 * How a result was made, as its files say it to machines: a GeoPackage carries it as JSON in its metadata, so that
 * Ocsol can open it again with its settings. A field once written keeps its meaning; what is new comes beside.
 */
export interface ResultRecord {
  readonly software: "Ocsol";
  /** of this record's form */
  readonly version: 1;
  /** ISO 8601, UTC */
  readonly created: string;
  readonly image: string;
  readonly millesime: string;
  /** model id and version; "" where the classes came from elsewhere */
  readonly model: string;
  readonly preset: Preset;
  readonly simplifyMetres: number;
  readonly squareBuildings: boolean;
  /** of the class raster: its points are the lattice the map's corners lie on, `unit` to the pixel */
  readonly grid: {
    readonly width: number;
    readonly height: number;
    readonly affine: Affine;
    readonly epsg: number;
    readonly unit: number;
  };
}

/** Says in a file that what follows is a `ResultRecord`: `md_standard_uri` of a GeoPackage's metadata. */
export const RESULT_RECORD_URI = "urn:x-ocsol:result-record:1";

export function resultRecordOf(
  { grid, unit }: { readonly grid: Grid; readonly unit: number },
  options: ExportOptions,
): ResultRecord {
  const { width, height, affine, crs } = grid;
  const { created, image, millesime, model, preset, simplifyMetres = 0, squareBuildings = false } = options;
  return {
    software: "Ocsol",
    version: 1,
    created,
    image,
    millesime,
    model,
    preset,
    simplifyMetres,
    squareBuildings,
    grid: { width, height, affine, epsg: crs.code, unit },
  };
}
