import type { Bounds } from "../core/geo/bounds.ts";
import type { Zone } from "../core/vector/overlay/overlay.ts";
import type { FaceFacts } from "../workers/api.ts";
import type { Result, Tool } from "./store.ts";

export type { FaceFacts };

/** Tools that change the map. */
export type CorrectionTool = Extract<Tool, "reclass" | "merge" | "split" | "brush">;

/** Why the last gesture has changed nothing. */
export type CorrectionNotice = "no-face" | "not-crossed" | "not-neighbours" | "same-class" | "nothing-to-review";

/** Correcting on screen: all of it but the corrections themselves, which are `State.edits`. */
export interface Correcting {
  /** the result that is being corrected; undefined: none is */
  readonly of: Result["raster"] | undefined;
  /** `stopped`: by the user or by an error, until asked for again */
  readonly work:
    | { readonly phase: "idle" | "applying" | "stopped" }
    | { readonly phase: "tracing"; readonly share: number };
  /** the face last clicked with a tool; it means nothing to another one */
  readonly picked: { readonly tool: CorrectionTool; readonly face: FaceFacts } | undefined;
  /** what a drawn line makes of a face */
  readonly cut: Cut | undefined;
  readonly brush: Brush;
  readonly review: Review | undefined;
  /** where the map is asked to look; each time another object */
  readonly focus: { readonly bounds: Bounds } | undefined;
  readonly notice: CorrectionNotice | undefined;
}

export interface Cut {
  readonly face: FaceFacts;
  /** two at least, the smallest first */
  readonly parts: readonly Zone[];
  /** number of the part that gets a class */
  readonly chosen: number;
}

export interface Brush {
  readonly numero: number;
  readonly radiusMetres: number;
}

/** Faces to look at, least sure first. */
export interface Review {
  readonly faces: readonly FaceFacts[];
  readonly at: number;
  /** as it was asked for, more may be waiting */
  readonly isAll: boolean;
}

/** A pond is about the first thing that a model misses. */
const WATER = 6;
const BRUSH_METRES = 2;

export const notCorrecting: Correcting = {
  of: undefined,
  work: { phase: "idle" },
  picked: undefined,
  cut: undefined,
  brush: { numero: WATER, radiusMetres: BRUSH_METRES },
  review: undefined,
  focus: undefined,
  notice: undefined,
};
