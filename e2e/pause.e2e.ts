import type { Page } from "@playwright/test";
import { type AppPage, expect, test } from "./support/app-page.ts";
import { sceneTiff } from "./support/scenes.ts";

/** 11 × 11 windows of the tests' own small model: quick, and many enough to be paused in the middle */
const SIDE = 352;
const START = "/?model=ocsol-tiny-test";

let scene: Uint8Array;
test.beforeAll(async () => {
  scene = await sceneTiff(SIDE);
});

async function begin(app: AppPage, path = START): Promise<void> {
  await app.open(path);
  await app.openFile("2021-scene.tif", scene);
  await app.chooseBackend("wasm");
}

/** Starts, and presses the pause button at the first frame on which some windows are done. */
async function startAndPause(app: AppPage): Promise<void> {
  const { page } = app;
  await app.startSegmenting();
  await page.waitForFunction(
    () => {
      const button = document.querySelector<HTMLButtonElement>('[data-testid="pause"]');
      const some = /([5-9]|\d\d) \/ [\d\s]+ fenêtres/.test(
        document.querySelector('[data-testid="progress"]')?.textContent ?? "",
      );
      if (some) button?.click();
      return some && button !== null;
    },
    undefined,
    { timeout: 60_000 },
  );
  await expect(page.getByTestId("progress")).toContainText("En pause : rien ne calcule");
}

const windows = (page: Page) => page.getByTestId("progress").locator(".run-figures span").first();

/** Wake locks as a page sees them, counted; the test browser's own may refuse. */
async function watchWakeLocks(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    let held = 0;
    const request = async () => {
      held++;
      const lock = {
        released: false,
        async release() {
          if (!lock.released) held--;
          lock.released = true;
        },
      };
      return lock;
    };
    Object.defineProperty(navigator, "wakeLock", { value: { request } });
    Object.assign(globalThis, { wakeLocksHeld: () => held });
  });
  return () => page.evaluate(() => (globalThis as never as { wakeLocksHeld(): number }).wakeLocksHeld());
}

test("a pause lets the windows on their way come in, rests, and goes on to the same end", async ({ app }, info) => {
  const { page } = app;
  const held = await watchWakeLocks(page);
  await begin(app);
  expect(await held()).toBe(0);
  await startAndPause(app);
  const before = await windows(page).textContent();
  await expect(page).toHaveTitle(/^En pause à \d+\s% · Ocsol$/);
  await expect.poll(held).toBe(0);
  await page.screenshot({ path: info.outputPath("paused.png") });
  await page.waitForTimeout(500);
  expect(await windows(page).textContent()).toBe(before);
  await expect(page.getByTestId("continue")).toBeFocused();
  await page.getByTestId("continue").click();
  await app.segmented();
  await expect(page).toHaveTitle("Ocsol");
  expect(await held()).toBe(0);
  await expect(page.getByTestId("legend")).toContainText("0,50");
  expect(app.complaints).toEqual([]);
});

test("a paused run can be cancelled, and is taken up where it was", async ({ app }) => {
  await begin(app);
  await startAndPause(app);
  const done = Number((await windows(app.page).textContent())!.split(" ")[0]);
  await app.page.getByTestId("cancel").click();
  await expect(app.page.getByText(/Arrêté à [1-9]\d* \/ \d+ fenêtres/)).toContainText(`Arrêté à ${done} /`);
  await expect(app.page.getByTestId("segment")).toBeFocused();
  await app.page.getByRole("button", { name: "Reprendre" }).click();
  await app.segmented();
});
