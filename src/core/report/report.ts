import type { Bounds } from "../geo/bounds.ts";
import type { Crs } from "../geo/crs.ts";
import type { MapSummary } from "../landcover/summary.ts";
import type { ExportOptions } from "../ports/exporter.ts";
import type { ModelManifest } from "../ports/model-manifest.ts";
import type { Zone } from "../vector/overlay/overlay.ts";
import type { RunCost } from "./footprint.ts";

/** What a report says of a model; a result opened from a file may be of one that is not here. */
export type ReportedModel = Pick<
  ModelManifest,
  "id" | "version" | "name" | "licence" | "credits" | "metrics" | "limits"
> &
  Partial<Pick<ModelManifest, "resolutionMetres">>;

/** What the printed report says, before it is put into words. */
export interface Report
  extends Pick<
    ExportOptions,
    "image" | "imageCredit" | "synthetic" | "millesime" | "preset" | "simplifyMetres" | "created" | "edits"
  > {
  readonly of: "map";
  /** the image is here: it lies under the map that the report shows */
  readonly imageShown: boolean;
  /** ground sample distance of the classes */
  readonly gsdMetres: number;
  readonly crs: Crs;
  /** of the map it shows */
  readonly bounds: Bounds;
  /** the area of interest; undefined where the whole image is mapped */
  readonly zones: readonly Zone[] | undefined;
  /** undefined where the classes were made elsewhere */
  readonly model: ReportedModel | undefined;
  /** brought by the user: nobody has measured it here */
  readonly modelAdded: boolean;
  /** file name of the reference that the uses were taken from, where they were */
  readonly usesFrom?: string;
  /** of the exact polygons: what an export with the same settings holds */
  readonly summary: MapSummary;
  readonly polygons: number;
  /** undefined where some of it was computed earlier: no clock has run all the way */
  readonly cost: RunCost | undefined;
}
