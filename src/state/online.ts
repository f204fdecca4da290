import type { Bounds } from "../core/geo/bounds.ts";
import type { Crs } from "../core/geo/crs.ts";
import type { AreaPlan } from "../core/geoplateforme/area-plan.ts";
import type { TerritoryId } from "../core/geoplateforme/territories.ts";

/** BD ORTHO of an area on its way in; the image open before stays until it is there. */
export type TakingState =
  | { readonly phase: "idle" }
  | { readonly phase: "taking"; readonly plan: AreaPlan; readonly done: number }
  /** on this machine, in the browser's own storage: it may be saved */
  | { readonly phase: "taken"; readonly file: File; readonly saved: boolean };

/** What there is on the page that may contact IGN's server, and only there. */
export interface OnlineState {
  /** IGN's photograph under the image, or alone while none is open */
  readonly background: boolean;
  /** the server has refused a piece of the background since it was switched on */
  readonly backgroundFailed: boolean;
  /** where the map starts while no image is open */
  readonly territory: TerritoryId;
  /** what the map shows */
  readonly view: { readonly bounds: Bounds; readonly crs: Crs } | undefined;
  readonly taking: TakingState;
}
