import type { samplingFr } from "./sampling-fr.ts";

export const samplingEn: typeof samplingFr = {
  title: "Accuracy by sample",
  open: "Measure the accuracy",
  explain: "Points drawn at random, interpreted blind: accuracy and areas, with their intervals.",
  close: "Close the sample",
  loading: "Loading the sample…",
};
