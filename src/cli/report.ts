import type { SegmentationProgress } from "../core/ports/segmentation.ts";

/** A line on a terminal that counts up; nothing in a batch's log. */
export function showProgress(): (progress: SegmentationProgress) => void {
  if (!process.stderr.isTTY) return () => {};
  return ({ tilesDone, tilesTotal, pixelsPerSecond }) => {
    process.stderr.write(`\r${tilesDone}/${tilesTotal}  ${(pixelsPerSecond / 1e6).toFixed(1)} Mpx/s `);
    if (tilesDone === tilesTotal) process.stderr.write("\n");
  };
}

/** With --json, the last line of standard output is one JSON object; without, the path of what was written. */
export function report(json: boolean, figures: Record<string, unknown> & { out: string }): void {
  // maxRSS counts the whole process, worker threads included, in KiB
  const peakMemoryBytes = process.resourceUsage().maxRSS * 1024;
  if (json) process.stdout.write(`${JSON.stringify({ ...figures, peakMemoryBytes })}\n`);
  else process.stdout.write(`${figures.out}\n`);
}
