import type { ChangeKind } from "./change-map.ts";

/**
 * "#rrggbb" of each kind of change: no two nearer than 0.17 in OKLab to normal eyes and to those without red, green or
 * blue cones, and none of them a colour that ground has over more than a few metres.
 */
export const kindColours: Readonly<Record<ChangeKind, string>> = {
  artificialised: "#c8321e",
  renatured: "#00b4a0",
  "depends-on-use": "#f0c800",
  other: "#6a4fd8",
};
