import type { ChangeKind } from "./change-map.ts";

/**
 * "#rrggbb" of each kind of change: told apart by all eyes (Okabe and Ito, "Color Universal Design", 2008), and none of
 * them a colour of the ground seen from above.
 */
export const kindColours: Readonly<Record<ChangeKind, string>> = {
  artificialised: "#d55e00",
  renatured: "#009e73",
  "depends-on-use": "#cc79a7",
  other: "#56b4e9",
};
