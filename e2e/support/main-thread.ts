import type { Page } from "@playwright/test";

/** A task of the page's thread of more than 50 ms. */
export interface LongTask {
  /** milliseconds since the page began */
  readonly start: number;
  readonly duration: number;
  /** what ran in it, longest first, as the browser attributes it: "function in file: milliseconds" */
  readonly scripts: readonly string[];
  /** milliseconds of it that scripts took; the rest is layout, painting, and waiting for a processor */
  readonly scriptMilliseconds: number;
}

/** Begins to note long tasks from the page's start on; the answer reads what has been noted so far. */
export async function watchLongTasks(page: Page): Promise<() => Promise<LongTask[]>> {
  await page.addInitScript(() => {
    const noted: LongTask[] = [];
    Object.assign(globalThis, { longTasks: noted });
    const name = (url: string) => url.split("/").at(-1) ?? "";
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { scripts } = entry as unknown as {
          scripts: readonly {
            duration: number;
            forcedStyleAndLayoutDuration: number;
            invoker: string;
            sourceURL: string;
            sourceFunctionName: string;
          }[];
        };
        noted.push({
          start: entry.startTime,
          duration: entry.duration,
          scriptMilliseconds: scripts.reduce((sum, script) => sum + script.duration, 0),
          scripts: scripts
            .toSorted((one, other) => other.duration - one.duration)
            .map(
              ({ duration, invoker, sourceURL, sourceFunctionName, forcedStyleAndLayoutDuration }) =>
                `${invoker} ${sourceFunctionName} in ${name(sourceURL)}: ${Math.round(duration)} ms (layout ${Math.round(forcedStyleAndLayoutDuration)})`,
            ),
        });
      }
    }).observe({ type: "long-animation-frame", buffered: true });
    const tasks: { start: number; duration: number }[] = [];
    Object.assign(globalThis, { bareLongTasks: tasks });
    new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) tasks.push({ start: startTime, duration });
    }).observe({ type: "longtask", buffered: true });
  });
  return () => page.evaluate(() => (globalThis as never as { longTasks: LongTask[] }).longTasks);
}
