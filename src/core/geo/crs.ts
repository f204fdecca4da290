/**
 * Coordinate reference systems Ocsol knows without a network. The table itself is `crs-table.ts` (EPSG codes, proj4
 * strings and WKT, written by GDAL: see the command in its head).
 */
import { crsTable } from "./crs-table.ts";

export type EpsgCode = number & { readonly __epsg: unique symbol };

export interface Crs {
  readonly code: EpsgCode;
  /** e.g. "RGF93 v1 / Lambert-93" */
  readonly name: string;
  readonly unit: "metre" | "degree";
  readonly proj4: string;
  /** OGC WKT 1, as GeoPackage and .prj want it */
  readonly wkt: string;
}

/** The CRS of an EPSG code, or undefined if Ocsol does not carry it. */
export function crsOf(code: number): Crs | undefined {
  return crsTable.get(code as EpsgCode);
}

export function knownCrs(): readonly Crs[] {
  return [...crsTable.values()];
}
