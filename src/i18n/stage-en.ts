import type { StageMessages } from "./stage-fr.ts";

export const stageEn: StageMessages = {
  tools: "Tools of both maps",
  map: (date) => `Map: ${date}`,
  dates: { before: "Before", after: "After" },
  dated: (date, year) => `${date} · ${year}`,
  noImage: "There is no image of this date: only the changes are shown.",
  noMap: "This date has no map yet.",
  sideBySide: "Side by side",
  showChanges: "Show changes",
  swipeHandle: "Border between before and after",
  swipeAt: (share) => `before on ${share} of the width`,
  legend: "Changes",
  opacity: "Opacity",
};
