import type { historyFr } from "./history-fr.ts";

export const historyEn: typeof historyFr = {
  choices: {
    edits: "correction",
    area: "area",
    hidden: "classes shown",
    palette: "colours",
    opacity: "opacity",
    generalisation: "thresholds and smoothing",
    millesime: "year",
    exportCrs: "system of files",
    model: "model",
    backend: "computing settings",
    coarse: "computing resolution",
    uses: "uses of the reference",
    decisions: "decision on a change",
    comparing: "setting of the comparison",
    comparedArea: "area compared",
    sample: "sample",
  },
  undo: "Undo",
  redo: "Redo",
  undoOf: (what) => `Undo: ${what} (Ctrl+Z)`,
  redoOf: (what) => `Redo: ${what} (Ctrl+Shift+Z)`,
  told: {
    undone: (what) => `Undone: ${what}.`,
    redone: (what) => `Redone: ${what}.`,
    held: (what) => `The work under way depends on it: ${what}. Wait for its end, or cancel it first.`,
  },
};
