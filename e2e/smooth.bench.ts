import { readFileSync } from "node:fs";
import { type Browser, type CDPSession, chromium, type Page } from "@playwright/test";
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
    args: ["--no-sandbox"],
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
    await app.segment(300_000);
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

/** After a run, with what is garbage gone. */
interface Memory {
  /** bytes of JavaScript's values; of array buffers, WebAssembly's memories among them; of the DOM's and the page's objects */
  readonly heap: {
    readonly usedSize: number;
    readonly backingStorageSize: number;
    readonly embedderHeapUsedSize: number;
  };
  readonly nodes: number;
  readonly listeners: number;
  readonly workers: number;
  /** of workers: more than there are workers where something keeps ended ones */
  readonly workerObjects: number;
  /** bytes */
  readonly renderers: number;
  /** bytes of the origin: each image's run is kept until the user forgets it */
  readonly storage: number;
}

async function lookAt(page: Page, cdp: CDPSession, system: CDPSession): Promise<Memory> {
  // Finalisers run between collections, and make garbage of their own.
  for (let times = 0; times < 3; times++) {
    await cdp.send("HeapProfiler.collectGarbage");
    await page.waitForTimeout(100);
  }
  const { metrics } = await cdp.send("Performance.getMetrics");
  const metric = (wanted: string) => metrics.find(({ name }) => name === wanted)!.value;
  const storage = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
  const { processInfo } = await system.send("SystemInfo.getProcessInfo");
  const renderers = processInfo.filter(({ type }) => type === "renderer");
  return {
    heap: (await cdp.send("Runtime.getHeapUsage")) as Memory["heap"],
    nodes: metric("Nodes"),
    listeners: metric("JSEventListeners"),
    workers: page.workers().length,
    workerObjects: await countObjects(cdp, "Worker"),
    renderers: renderers.reduce((sum, { id }) => sum + residentBytes(id), 0),
    storage,
  };
}

/** How many objects of a class the page holds. */
async function countObjects(cdp: CDPSession, name: string): Promise<number> {
  const objectGroup = "counted";
  const prototype = await cdp.send("Runtime.evaluate", { expression: `${name}.prototype`, objectGroup });
  const { objects } = await cdp.send("Runtime.queryObjects", {
    prototypeObjectId: prototype.result.objectId!,
    objectGroup,
  });
  const length = "function () { return this.length; }";
  const { result } = await cdp.send("Runtime.callFunctionOn", {
    objectId: objects.objectId!,
    functionDeclaration: length,
  });
  await cdp.send("Runtime.releaseObjectGroup", { objectGroup });
  return result.value as number;
}

async function measureMemory(): Promise<void> {
  await inApp(async (browser, page, url) => {
    const scene = await sceneTiff(480);
    const system = await browser.newBrowserCDPSession();
    const cdp = await page.context().newCDPSession(page);
    await cdp.send("Performance.enable");
    const app = new AppPage(page);
    await app.open(`${url}?model=ocsol-tiny-test`);
    const lines: string[] = [];
    for (let run = 1; run <= RUNS; run++) {
      // Other bytes each time, so that each is an image of its own and nothing is taken up.
      scene[scene.length - 5] = run;
      await app.openFile(`2021-scene-${run}.tif`, scene);
      await page.getByTestId("image-summary").getByText(`2021-scene-${run}.tif`).waitFor();
      if (run === 1) await app.chooseBackend("wasm");
      await app.segment(300_000);
      await app.make("geojson");
      const { heap, nodes, listeners, workers, workerObjects, renderers, storage } = await lookAt(page, cdp, system);
      const bytes = [heap.usedSize, heap.backingStorageSize, heap.embedderHeapUsedSize, renderers, storage];
      const megabytes = bytes.map((each) => (each / 1e6).toFixed(2));
      lines.push([run, ...megabytes, nodes, listeners, `${workers}/${workerObjects}`].join(" | "));
    }
    const head = "run | JS MB | buffers MB | DOM MB | renderer MB | storage MB | nodes | listeners | workers/objects";
    console.warn([head, ...lines].join("\n"));
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
