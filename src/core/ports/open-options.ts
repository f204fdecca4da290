import type { EpsgCode } from "../geo/crs.ts";
import type { MatchedColours } from "../raster/tones.ts";
import type { Rendering } from "./raster-source.ts";

/** What has been said of an image where its files leave it open. */
export interface OpenImageOptions {
  readonly assumedCrs?: EpsgCode;
  readonly rendering?: Rendering;
  /** the model is to see it in these; what is read and shown of it is the image as it is */
  readonly matchedColours?: MatchedColours | undefined;
}
