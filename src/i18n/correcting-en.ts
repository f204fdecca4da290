import type { correctingFr } from "./correcting-fr.ts";

export const correctingEn: typeof correctingFr = {
  title: "Correct",
  open: "Correct the map",
  explain:
    "Change a polygon’s class, merge, split, paint, or go through the least certain ones. Every correction can be undone and is marked in the files.",
  close: "Close the tools",
  count: (corrected, accepted, format) =>
    [
      ...(corrected === 0 ? [] : [`${format.number(corrected)} ${corrected === 1 ? "correction" : "corrections"}`]),
      ...(accepted === 0 ? [] : [`${format.number(accepted)} checked`]),
    ].join(" · "),
  loading: "Loading the tools…",
  shown: {
    polygons: "Polygons to be exported",
    polygonsTitle: "The map shows the polygons as they will be exported, corrections included.",
    pixels: "Predicted pixels, no corrections",
    pixelsTitle: "The map shows the prediction pixel by pixel; the polygons to be exported are not ready.",
  },
};
