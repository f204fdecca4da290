import { chromium, type Page } from "@playwright/test";
import { ensureChromium } from "./find-chromium.ts";
import { AppPage, expect, test } from "./support/app-page.ts";
import { sceneTiff } from "./support/scenes.ts";

const START = "/?model=ocsol-tiny-test";

let scene: Uint8Array;
test.beforeAll(async () => {
  scene = await sceneTiff(320);
});

async function begin(app: AppPage, path = START): Promise<void> {
  await app.open(path);
  await app.openFile("2021-scene.tif", scene);
  await app.chooseBackend("wasm");
}

interface Shown {
  readonly asked: number;
  readonly notices: readonly string[];
}

/** Notifications as a page makes them, noted instead of shown; the user answers `answer` when asked. */
async function watchNotices(page: Page, answer: "granted" | "denied"): Promise<() => Promise<Shown>> {
  await page.addInitScript((answer) => {
    const shown = { asked: 0, notices: [] as string[] };
    class Noted {
      static permission = "default";
      static async requestPermission() {
        shown.asked++;
        return answer;
      }
      constructor(title: string) {
        shown.notices.push(title);
      }
    }
    Object.assign(globalThis, { Notification: Noted, noted: shown });
  }, answer);
  return () => page.evaluate(() => (globalThis as never as { noted: Shown }).noted);
}

/** The tab goes out of sight, or comes back. */
async function setHidden(page: Page, hidden: boolean): Promise<void> {
  await page.evaluate((hidden) => {
    Object.defineProperties(document, {
      hidden: { configurable: true, get: () => hidden },
      visibilityState: { configurable: true, get: () => (hidden ? "hidden" : "visible") },
      hasFocus: { configurable: true, value: () => !hidden },
    });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);
}

test("who ticks the box is told of the end, once, when the tab is out of sight; the title says it until the return", async ({
  app,
}) => {
  const { page } = app;
  const noted = await watchNotices(page, "granted");
  await begin(app);
  await app.startSegmenting();
  await expect(page.getByTestId("notice")).toBeVisible();
  expect((await noted()).asked).toBe(0);
  await page.getByTestId("notice").check();
  await expect(page.getByText("Une notification s’affichera")).toBeVisible();
  await setHidden(page, true);
  await app.segmented();
  await expect(page).toHaveTitle("Terminé · Ocsol");
  expect(await noted()).toEqual({ asked: 1, notices: ["La segmentation est terminée"] });
  await setHidden(page, false);
  await expect(page).toHaveTitle("Ocsol");
});

test("a refusal is said, and the title still tells", async ({ app }) => {
  const { page } = app;
  const noted = await watchNotices(page, "denied");
  await begin(app);
  await app.startSegmenting();
  await page.getByTestId("notice").click();
  await expect(page.getByText("Le navigateur refuse les notifications")).toBeVisible();
  await expect(page.getByTestId("notice")).not.toBeChecked();
  await setHidden(page, true);
  await expect(page).toHaveTitle("Terminé · Ocsol", { timeout: 150_000 });
  expect(await noted()).toEqual({ asked: 1, notices: [] });
});

test("on its battery the machine may be spared: half the workers, 40 cm, and the result says so", async ({
  app,
}, info) => {
  const { page } = app;
  await page.addInitScript(() => {
    const battery = Object.assign(new EventTarget(), { charging: false, level: 0.62 });
    Object.assign(navigator, { getBattery: async () => battery });
  });
  await app.open();
  await app.openFile("2021-grande.tif", await sceneTiff(1024));
  await app.chooseBackend("wasm");
  await app.openStep("segment");
  await expect(page.getByTestId("thrift")).toContainText(/Sur batterie \(62\s%\)/);
  await page.getByTestId("gentle").check();
  await page.getByTestId("coarse").check();
  await expect(page.getByTestId("thrift").locator("summary")).toContainText("machine ménagée, 40");
  await page.screenshot({ path: info.outputPath("thrift.png") });
  await app.startSegmenting();
  await expect(page.getByTestId("energy")).toContainText(/de [\d,]+ à [\d,]+ Wh/);
  const names = await Promise.all(page.workers().map((worker) => worker.evaluate(() => self.name)));
  expect(names.filter((name) => name === "inference").length).toBe(
    Math.ceil(Math.min(4, await page.evaluate(() => navigator.hardwareConcurrency)) / 2),
  );
  await expect(page.getByTestId("run-done")).toContainText(/à 40\s?cm par pixel/, { timeout: 150_000 });
  await expect(page.getByTestId("legend")).toContainText("4,19");
  // the other resolution is another run: nothing of the first is taken for it
  await app.openStep("segment");
  await page.getByTestId("coarse").uncheck();
  await app.startSegmenting();
  await expect(page.getByTestId("progress").locator(".run-figures")).toContainText(/^[0-3] \/ /);
  await page.getByTestId("cancel").click();
});

test("leaving is asked about only where work would be lost", async ({ app }) => {
  const asked = (page: Page) => {
    const dialogs: string[] = [];
    page.on("dialog", (dialog) => {
      dialogs.push(dialog.type());
      void dialog.accept();
    });
    return dialogs;
  };
  const kept = asked(app.page);
  await begin(app);
  await app.segment();
  await app.page.reload();
  expect(kept).toEqual([]);
  const { port } = new URL(app.page.url());
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: ["--no-sandbox", "--host-resolver-rules=MAP 192.0.2.1 localhost"],
  });
  try {
    const intranet = new AppPage(await browser.newPage({ locale: "fr-FR" }));
    const inMemory = asked(intranet.page);
    await begin(intranet, `http://192.0.2.1:${port}${START}`);
    await intranet.page.reload();
    expect(inMemory).toEqual([]);
    await begin(intranet, `http://192.0.2.1:${port}${START}`);
    await intranet.segment();
    await intranet.page.reload();
    expect(inMemory).toEqual(["beforeunload"]);
  } finally {
    await browser.close();
  }
});
