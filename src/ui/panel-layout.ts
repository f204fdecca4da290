import { useSyncExternalStore } from "react";
import { useKeptChoice } from "./use-kept-choice.ts";

/** Under this width the panel is a sheet from below. styles/frame.css has the same. */
const narrow = matchMedia("(width < 700px)");

const follow = (changed: () => void) => {
  narrow.addEventListener("change", changed);
  return () => narrow.removeEventListener("change", changed);
};

/** From the least to the most of the panel. */
export const SHEET_HEIGHTS = ["low", "middle", "high"] as const;
export type SheetHeight = (typeof SHEET_HEIGHTS)[number];

export interface PanelLayout {
  /** beside the map: only the steps' icons show */
  readonly folded: boolean;
  fold(folded: boolean): void;
  /** how much of the map the sheet covers; undefined where the panel is beside the map */
  readonly sheet: SheetHeight | undefined;
  raise(height: SheetHeight): void;
}

/** How the user has laid the panel out, kept from visit to visit. */
export function usePanelLayout(): PanelLayout {
  const isNarrow = useSyncExternalStore(follow, () => narrow.matches);
  const [width, keepWidth] = useKeptChoice("ocsol.panel", ["wide", "icons"], "wide");
  const [sheet, keepSheet] = useKeptChoice("ocsol.sheet", SHEET_HEIGHTS, "middle");
  return {
    folded: width === "icons" && !isNarrow,
    fold: (folded) => keepWidth(folded ? "icons" : "wide"),
    sheet: isNarrow ? sheet : undefined,
    raise: keepSheet,
  };
}
