import type { frameFr } from "./frame-fr.ts";

export const frameEn: typeof frameFr = {
  close: "Close",
};
