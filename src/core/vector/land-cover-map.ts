import type { Coverage } from "./coverage.ts";

/** What vectorising gives: the land cover and, where the preset makes one, a layer beside it. */
export interface LandCoverMap extends Coverage {
  /** Zone construite, a coverage of its own on a grid of its own. */
  readonly builtZone?: Coverage;
}
