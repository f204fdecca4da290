import type { Coverage } from "./coverage.ts";

/** What vectorising gives and an export writes: the land cover and, where the preset makes one, a layer beside it. */
export interface LandCoverMap extends Coverage {
  /** Zone construite, a coverage of its own on a grid of its own. */
  readonly builtZone?: Coverage;
  /** cover code of each face, where it has been decided already: on the whole map, before a cut */
  readonly covers?: readonly string[];
  /** use code of each face, null where it is not known */
  readonly uses?: readonly (string | null)[];
}
