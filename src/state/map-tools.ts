/** What the map's tools have found or hold. */

import type { Grid } from "../core/raster/grid.ts";
import type { Areas, Lengths } from "../core/vector/measure.ts";
import type { OverlayFacts, OverlayHit } from "../workers/api.ts";
import { groundOf } from "./result.ts";
import type { State } from "./store.ts";

/** What was found at a place that the user asked about, in the ground's CRS. */
export interface Identified {
  readonly x: number;
  readonly y: number;
  /** undefined until it has been read; 0 where there is no class */
  readonly numero: number | undefined;
  /** 0–1; undefined where none is known */
  readonly confidence: number | undefined;
  /** what lies there of the overlays that are shown */
  readonly hits: readonly (OverlayHit & { readonly name: string })[];
}

export type MeasureKind = "length" | "area";

/** What is being measured, or was: figures on the ellipsoid and in the plane of the projection. */
export interface Measured {
  /** of the line, or around the area */
  readonly metres: Lengths;
  /** of a length: undefined */
  readonly squareMetres: Areas | undefined;
}

/** A layer that the user has laid over the map. */
export interface Overlay extends OverlayFacts {
  /** files that it was read from, to read it again on another ground */
  readonly files: readonly File[];
  /** that it was read for */
  readonly grid: Grid;
  readonly shown: boolean;
  /** place in the list of line colours */
  readonly colour: number;
  /** column whose values are written on the map; undefined: none */
  readonly label: string | undefined;
}

/** Those that have been read for the present ground; the others are on their way to it. */
export function presentOverlays(state: State): readonly Overlay[] {
  const ground = groundOf(state);
  return state.overlays.filter(({ grid }) => grid === ground);
}

/** Where the user is, as this machine says; it goes nowhere. */
export type PositionState =
  | { readonly phase: "off" }
  | { readonly phase: "asking" }
  | {
      readonly phase: "shown";
      readonly longitude: number;
      readonly latitude: number;
      readonly accuracyMetres: number;
      /** the map moves with it, until the user moves the map */
      readonly following: boolean;
      /** the signal is gone for now: this is the last position known */
      readonly isLost: boolean;
    };
