import type { ChangeKind } from "../../core/change/change-map.ts";

/**
 * Where a kind's colour lies, by dot of the picture; between, it is white. So kinds are told apart in black and white
 * too. The legend's keys have the same (`styles/change-report.css`).
 */
export const kindPatterns: Readonly<Record<ChangeKind, (x: number, y: number) => boolean>> = {
  artificialised: () => true,
  renatured: (_, y) => y % 8 < 5,
  "depends-on-use": (x, y) => (x + y) % 9 < 5,
  other: (x, y) => x % 6 < 4 && y % 6 < 4,
};
