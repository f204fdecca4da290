import type { frameFr } from "./frame-fr.ts";

export const frameEn: typeof frameFr = {
  close: "Close",
  skipToSteps: "Go to the steps",
  skipToMap: "Go to the map",
  done: " (done)",
  fold: "Fold the panel",
  unfold: "Unfold the panel",
  sheet: (height) => `Height of the panel: ${height}. Change`,
  sheetHeights: { low: "low", middle: "middle", high: "high" },
  onward: (step) => `Next: ${step}`,
  begin: "Drop an orthophoto anywhere on the page, or choose one.",
  whole: "whole",
  ran: (area, time) => `${area} in ${time}`,
  toExport: "Export…",
  kept: (file) => `${file} saved`,
  openAnother: "Open another image…",
  closeImage: "Close the image",
  closeTitle: "Close without exporting?",
  closeLoses: "This result is kept nowhere: closing loses it. Export it first if you want to keep it.",
  stay: "Go back",
};
