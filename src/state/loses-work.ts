import type { State } from "./store.ts";

/** Whether leaving the page loses windows: what a browser keeps is taken up again, what a file holds is not lost. */
export function losesWork({ result, exporting, leaving }: State): boolean {
  if (result?.from !== "run" || result.raster.durable || leaving) return false;
  return exporting.phase !== "saved" && result.raster.written.includes(1);
}
