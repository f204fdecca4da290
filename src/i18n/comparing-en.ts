import type { comparingFr } from "./comparing-fr.ts";

export const comparingEn: typeof comparingFr = {
  open: "Compare two dates",
  demo: "Demonstration at two dates",
  explain: "What was artificialised between two orthophotos, or between a map and an orthophoto.",
  fromResult: "Compare with another date",
  fromResultDetail: "The open map becomes one of the two dates; you then give the other one.",
  back: "Back to the comparison",
  leave: "Leave the comparison",
  layer: {
    byZone: "Zones to be measured one by one",
    asArea: "The area compared",
    explain: "An area compared limits the changes and all figures; zones to be measured have figures of their own.",
  },
  loading: "Loading the comparison…",
  awaited: (date, isHalted) =>
    `This orthophoto will be ${date === "before" ? "date 1 (before)" : "date 2 (after)"} of the comparison: ${isHalted ? "the comparison comes back as soon as it is segmented." : "its segmentation starts by itself, and the comparison then comes back."}`,
  left: "A comparison of two dates is open.",
  kept: {
    title: "Comparisons kept",
    resume: (before, after) => `Resume ${before} → ${after}`,
    missing: "…",
    decisions: (count, text) => (count === 1 ? `${text} decision` : `${text} decisions`),
    sampled: "sample drawn",
    name: (before, after) => `${before} → ${after}`,
  },
};
