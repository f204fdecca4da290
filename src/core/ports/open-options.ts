import type { EpsgCode } from "../geo/crs.ts";
import type { Rendering } from "./raster-source.ts";

/** What the user has said of an image where its files leave it open. */
export interface OpenImageOptions {
  readonly assumedCrs?: EpsgCode;
  readonly rendering?: Rendering;
}
