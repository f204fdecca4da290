import type { Bounds } from "../geo/bounds.ts";
import type { Preset } from "../landcover/presets.ts";

/** What a map is, as far as comparing it needs to know. */
export interface SideFacts {
  readonly kind: "result" | "ocsge" | "cosia";
  /** file name of the map */
  readonly file: string;
  /** of the photograph; "" where there is none */
  readonly image: string;
  /** "" where it is not known */
  readonly millesime: string;
  /** day or year of the photograph, ISO 8601; "" where it is not known */
  readonly date: string;
  /** id and version; "" where another's map */
  readonly model: string;
  readonly preset: Preset | undefined;
  readonly simplifyMetres: number;
  readonly epsg: number;
  /** pixel of the class raster; undefined where the map was not made of one */
  readonly resolutionMetres: number | undefined;
  /** in its CRS */
  readonly bounds: Bounds;
  readonly synthetic: boolean;
  readonly imageCredit: string;
}

/**
 * What weakens a comparison, with what it takes to say so; sentences are made in `i18n`. "stops": it cannot be made.
 * "asks": it is made only when the user has said yes. "warns": it is made, and the report repeats it.
 */
export type Weakness = { readonly weight: "stops" | "asks" | "warns" } & (
  | { readonly tag: "no-overlap" }
  | { readonly tag: "little-overlap"; readonly share: number }
  | { readonly tag: "models-differ"; readonly before: string; readonly after: string }
  | { readonly tag: "crs-differ"; readonly before: number; readonly after: number }
  | { readonly tag: "resolutions-differ"; readonly before: number; readonly after: number }
  | { readonly tag: "presets-differ" }
  | { readonly tag: "seasons-differ"; readonly before: string; readonly after: string }
  | { readonly tag: "dates-unknown" }
  | { readonly tag: "dates-reversed"; readonly before: string; readonly after: string }
  | { readonly tag: "same-image" }
  | { readonly tag: "synthetic-and-real" }
  | { readonly tag: "misregistration"; readonly metres: number }
);
