import type { StageMessages } from "./stage-fr.ts";

export const stageEn: StageMessages = {
  tools: "Tools of both maps",
  map: (date) => `Map: ${date}`,
  dates: { before: "Before", after: "After" },
  dated: (date, year) => `${date} · ${year}`,
  noImage: "No image of this date.",
  coversShown: "No image of this date: the covers of its map.",
  noMap: "This date has no map yet.",
  sideBySide: "Side by side",
  showChanges: "Show changes",
  swipeHandle: "Border between before and after",
  swipeAt: (share) => `before on ${share} of the width`,
  legend: "Changes",
  covers: "Covers",
  opacity: "Opacity",
};
