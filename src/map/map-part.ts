import type { State } from "../state/store.ts";

/** One thing that the map shows or one tool on it, as it follows the store. */
export interface MapPart {
  /** Told of every new state, and of the present one at first, before which there was none. */
  follow?(state: State, before: State | undefined): void;
  dispose?(): void;
}

/** What lies over what; what is put on the map by `setMap` without a place here lies above all of it. */
export const PLACE = { image: 0, result: 1, reference: 2, overlays: 3, marks: 4 } as const;
