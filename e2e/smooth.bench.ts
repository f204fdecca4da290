import { readFileSync } from "node:fs";
import { type Browser, chromium, type Page } from "@playwright/test";
import { preview } from "vite";
import { bench, describe } from "vitest";
import { ensureChromium } from "./find-chromium.ts";
import { AppPage } from "./support/app-page.ts";
import { type Task, tasksOf } from "./support/page-tasks.ts";
import { sceneTiff } from "./support/scenes.ts";

/**
 * What a run costs the page, in the built application (`npm run build` first): the longest tasks of its thread, and
 * whether its memory grows over ten runs. A bench and not a test: times, even of a processor, are this machine's.
 *
 * A task counts by the processor time of its thread, not by the clock as the long-task observer does: where two
 * inference workers take both cores, the clock counts what they take for ours.
 */
const LONG_MILLISECONDS = 50;
const RUNS = 10;

const traced = ["toplevel", "devtools.timeline", "v8"];

async function inApp(work: (browser: Browser, page: Page, url: string) => Promise<void>): Promise<void> {
  const server = await preview({ logLevel: "error", preview: { port: 0, host: "127.0.0.1", strictPort: false } });
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: ["--no-sandbox", "--js-flags=--expose-gc", "--enable-precise-memory-info"],
  });
  try {
    const page = await browser.newPage({ locale: "fr-FR", viewport: { width: 1366, height: 768 } });
    page.setDefaultTimeout(60_000);
    await work(browser, page, server.resolvedUrls!.local[0]!);
  } finally {
    await browser.close();
    await server.close();
  }
}

async function segment(page: Page): Promise<void> {
  await page.getByTestId("segment").click();
  await page.getByTestId("run-done").waitFor({ timeout: 300_000 });
}

const line = ({ processorMilliseconds, milliseconds, inside }: Task) =>
  `${processorMilliseconds.toFixed(1)} ms (${milliseconds.toFixed(0)} by the clock): ${inside.join(", ")}`;

async function measureTasks(): Promise<void> {
  await inApp(async (browser, page, url) => {
    const app = new AppPage(page);
    await app.open(url);
    await page.getByTestId("demo").click();
    await page.getByTestId("image-summary").waitFor();
    await app.chooseBackend("wasm");
    await browser.startTracing(page, { categories: traced });
    await segment(page);
    const tasks = tasksOf(await browser.stopTracing()).sort(
      (one, other) => other.processorMilliseconds - one.processorMilliseconds,
    );
    const long = (time: (task: Task) => number) => tasks.filter((task) => time(task) > LONG_MILLISECONDS).length;
    const busy = tasks.reduce((sum, { processorMilliseconds }) => sum + processorMilliseconds, 0);
    console.warn(
      `${tasks.length} tasks, ${(busy / 1000).toFixed(1)} s of processor; over ${LONG_MILLISECONDS} ms: ${long((task) => task.processorMilliseconds)} by the processor, ${long((task) => task.milliseconds)} by the clock. The longest:\n${tasks.slice(0, 5).map(line).join("\n")}`,
    );
  });
}

interface Memory {
  readonly heap: number;
  readonly storage: number;
  readonly renderers: number;
  readonly workers: number;
}

async function measureMemory(): Promise<void> {
  await inApp(async (browser, page, url) => {
    const scene = await sceneTiff(480);
    const session = await browser.newBrowserCDPSession();
    const look = async (): Promise<Memory> => {
      const { heap, storage } = await page.evaluate(async () => {
        for (let times = 0; times < 3; times++) {
          (globalThis as never as { gc(): void }).gc();
          await new Promise((resolve) => setTimeout(resolve, 200));
        }
        const { usedJSHeapSize } = (performance as never as { memory: { usedJSHeapSize: number } }).memory;
        return { heap: usedJSHeapSize, storage: (await navigator.storage.estimate()).usage ?? 0 };
      });
      const { processInfo } = await session.send("SystemInfo.getProcessInfo");
      const renderers = processInfo
        .filter(({ type }) => type === "renderer")
        .reduce((sum, { id }) => sum + residentBytes(id), 0);
      return { heap, storage, renderers, workers: page.workers().length };
    };
    const app = new AppPage(page);
    await app.open(`${url}?model=ocsol-tiny-test`);
    for (let run = 1; run <= RUNS; run++) {
      // Other bytes each time, so that each is an image of its own and nothing is taken up.
      scene[scene.length - 5] = run;
      await app.openFile(`2021-scene-${run}.tif`, scene);
      await page.getByTestId("image-summary").getByText(`2021-scene-${run}.tif`).waitFor();
      if (run === 1) await app.chooseBackend("wasm");
      await segment(page);
      const { heap, storage, renderers, workers } = await look();
      const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
      console.warn(
        `run ${run}: heap ${megabytes(heap)} MB, renderer ${megabytes(renderers)} MB, storage ${megabytes(storage)} MB, ${workers} workers`,
      );
    }
  });
}

/** What of a process lies in memory, where the system says so (Linux). */
function residentBytes(id: number): number {
  try {
    const status = readFileSync(`/proc/${id}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

const once = { iterations: 1, time: 0, warmupIterations: 0, warmupTime: 0 };

describe("a run in Chromium", () => {
  bench("tasks of the page's thread while the demonstration is segmented", measureTasks, once);
  bench(`memory over ${RUNS} runs in one page`, measureMemory, once);
});
