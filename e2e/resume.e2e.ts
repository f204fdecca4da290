import { type CDPSession, chromium, type Page } from "@playwright/test";
import { ensureChromium } from "./find-chromium.ts";
import { AppPage, expect, test } from "./support/app-page.ts";
import { chooseFile } from "./support/chosen-file.ts";
import { sceneTiff } from "./support/scenes.ts";

const NAME = "2021-scene.tif";
/** 15 × 15 windows of the tests' own small model: quick, and many enough that a reload comes in the middle */
const SIDE = 480;
const START = "/?model=ocsol-tiny-test";

let scene: Uint8Array;
test.beforeAll(async () => {
  scene = await sceneTiff(SIDE);
});

/** Starts the run and comes back when some windows are done and some are not. */
async function runPartly(app: AppPage): Promise<void> {
  await app.startSegmenting();
  // at every frame, where `expect` may look a second too late
  await app.page.waitForFunction(
    () =>
      /([5-9]|\d\d) \/ [\d\s]+ fenêtres/.test(document.querySelector('[data-testid="progress"]')?.textContent ?? ""),
    undefined,
    { timeout: 60_000 },
  );
}

async function openScene(app: AppPage): Promise<void> {
  await app.openFile(NAME, scene);
  await expect(app.page.getByTestId("image-summary")).toContainText(NAME);
  await app.chooseBackend("wasm");
}

/** Every polygon of the class raster from 1 m² on: its pixels in other words. */
async function everyPolygon(app: AppPage, path: string): Promise<string> {
  await app.openStep("export");
  await app.page.getByLabel("Surface minimale").fill("1");
  await app.page.getByLabel("Millésime").fill("2021");
  const text = (await app.export("geojson", path)).toString();
  const { features } = JSON.parse(text) as { features: { geometry: unknown; properties: Record<string, unknown> }[] };
  expect(features.length).toBeGreaterThan(50);
  return JSON.stringify(
    features.map(({ geometry, properties }) => [geometry, { ...properties, source: "", ocsol_image: "" }]),
  );
}

let whole: string | undefined;

/** The same scene done without any interruption, in a browser profile of its own; once for all tests. */
async function uninterrupted(page: Page, path: string): Promise<string> {
  if (whole !== undefined) return whole;
  const context = await page
    .context()
    .browser()!
    .newContext({ locale: "fr-FR", baseURL: new URL(page.url()).origin });
  try {
    const app = new AppPage(await context.newPage());
    await app.open(START);
    await openScene(app);
    await app.segment();
    whole = await everyPolygon(app, path);
    return whole;
  } finally {
    await context.close();
  }
}

const offer = (page: Page) => page.getByTestId("kept-run");
const resume = (page: Page) => offer(page).getByRole("button", { name: /Reprendre la segmentation/ });

test("after a reload the file is asked for, known under another name, and the result is the same", async ({
  app,
}, info) => {
  await app.open(START);
  const wanted = await uninterrupted(app.page, info.outputPath("whole.geojson"));
  await openScene(app);
  await runPartly(app);
  await app.page.reload();
  await expect(resume(app.page)).toContainText(NAME);
  await expect(resume(app.page)).toContainText(/\(\d+\s%\)/);
  await app.page.screenshot({ path: info.outputPath("offer.png") });
  await resume(app.page).click();
  await expect(app.page.getByTestId("ask-again")).toContainText(`Redonnez l’image « ${NAME} »`);
  await expect(app.page.getByRole("button", { name: "Choisir le fichier…" })).toBeFocused();
  const other = scene.slice();
  other[other.length - 5]! ^= 1;
  await app.drop(NAME, other);
  await expect(app.page.getByTestId("error")).toHaveAttribute("data-tag", "image-differs");
  await app.page.screenshot({ path: info.outputPath("ask-again.png") });
  await app.drop("copie.tif", scene);
  await expect(app.page.getByTestId("image-summary")).toContainText("copie.tif");
  await app.segmented();
  await expect(app.page.getByTestId("run-done")).toContainText("Processeur");
  expect(await everyPolygon(app, info.outputPath("resumed.geojson"))).toBe(wanted);
  await app.page.reload();
  await expect(app.page.locator(".empty-privacy")).toBeVisible();
  await expect(offer(app.page)).toHaveCount(0);
  expect(app.complaints).toEqual([]);
});

test("with a kept handle one click opens the file and goes on; blocks damaged meanwhile are done again", async ({
  app,
}, info) => {
  await app.open(START);
  const wanted = await uninterrupted(app.page, info.outputPath("whole.geojson"));
  await chooseFile(app.page, NAME, scene);
  await app.page.getByRole("button", { name: "Parcourir…" }).click();
  await expect(app.page.getByTestId("image-summary")).toContainText(NAME);
  await app.chooseBackend("wasm");
  await runPartly(app);
  await app.page.reload();
  await expect(resume(app.page)).toBeEnabled();
  await app.page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle("class-rasters");
    for await (const entry of folder.values()) {
      const file = entry as FileSystemFileHandle;
      const writable = await file.createWritable({ keepExistingData: true });
      await writable.truncate((await file.getFile()).size - 5000);
      await writable.close();
    }
  });
  await resume(app.page).click();
  await expect(
    app.page.getByText(/Fenêtres effacées ou abîmées depuis la dernière fois, refaites\s: \d/),
  ).toBeAttached();
  await app.segmented();
  expect(await everyPolygon(app, info.outputPath("resumed.geojson"))).toBe(wanted);
});

test("two tabs do not tread on each other, and a run is only forgotten on a second click", async ({ app }) => {
  await app.open(START);
  await app.openDemo();
  await app.chooseBackend("wasm");
  await runPartly(app);
  const second = new AppPage(await app.page.context().newPage());
  await second.open(START);
  await expect(resume(second.page)).toBeDisabled();
  await expect(offer(second.page)).toContainText("ouvert dans un onglet");
  await second.openDemo();
  await second.startSegmenting();
  await expect(second.page.getByTestId("error")).toHaveAttribute("data-tag", "run-in-use");
  await expect(app.page.getByTestId("error")).toHaveCount(0);
  await app.page.close();
  await second.page.reload();
  await resume(second.page).click();
  await expect(second.page.getByTestId("image-summary")).toContainText("scène de synthèse");
  await expect(second.page.getByTestId("progress")).toBeVisible();
  await second.page.reload();
  await second.page.getByRole("button", { name: /^Oublier/ }).click();
  await expect(offer(second.page)).toHaveCount(1);
  await second.page.getByRole("button", { name: "Effacer pour de bon" }).click();
  await expect(offer(second.page)).toHaveCount(0);
  await second.page.reload();
  await expect(second.page.locator(".empty-privacy")).toBeVisible();
  await expect(offer(second.page)).toHaveCount(0);
});

async function setQuota(session: CDPSession, page: Page, quotaSize?: number): Promise<void> {
  const { origin } = new URL(page.url());
  await session.send("Storage.overrideQuotaForOrigin", { origin, ...(quotaSize !== undefined && { quotaSize }) });
}

test("a lack of room is told before the run, with what could be forgotten", async ({ app }, info) => {
  await app.open(START);
  const baseURL = new URL(app.page.url()).origin;
  // In a profile that lasts: what lasts no longer than its window is not asked for room beforehand.
  const context = await chromium.launchPersistentContext(info.outputPath("profile"), {
    executablePath: ensureChromium(),
    args: ["--no-sandbox"],
    viewport: { width: 1366, height: 768 },
    locale: "fr-FR",
    baseURL,
  });
  try {
    const lasting = new AppPage(await context.newPage());
    await lasting.open(START);
    await lasting.openFile("autre.tif", await sceneTiff(200));
    await expect(lasting.page.getByTestId("image-summary")).toContainText("autre.tif");
    await lasting.chooseBackend("wasm");
    await lasting.segment();
    await lasting.openFile(NAME, scene);
    await expect(lasting.page.getByTestId("image-summary")).toContainText(NAME);
    const session = await context.newCDPSession(lasting.page);
    await setQuota(session, lasting.page, 600_000);
    await lasting.startSegmenting();
    await expect(lasting.page.getByTestId("error")).toHaveAttribute("data-tag", "storage-short");
    await expect(offer(lasting.page)).toContainText("autre.tif");
    await lasting.page.screenshot({ path: info.outputPath("quota.png") });
    await setQuota(session, lasting.page);
    await lasting.segment();
  } finally {
    await context.close();
  }
});

test("a disk full in mid-run stops it, keeps what is done and lets it go on", async ({ app }) => {
  await app.open(START);
  await openScene(app);
  await runPartly(app);
  const session = await app.page.context().newCDPSession(app.page);
  await setQuota(session, app.page, 1000);
  await expect(app.page.getByTestId("error")).toHaveAttribute("data-tag", "storage-full", { timeout: 60_000 });
  await expect(app.page.getByText(/Arrêté à [1-9]\d* \/ \d+ fenêtres/)).toBeVisible();
  await setQuota(session, app.page);
  await app.page.getByRole("button", { name: "Reprendre" }).click();
  await app.segmented();
});

test("storage cleared in mid-run stops it with a sentence, and it can be begun again", async ({ app }) => {
  await app.open(START);
  await openScene(app);
  await runPartly(app);
  const session = await app.page.context().newCDPSession(app.page);
  const { origin } = new URL(app.page.url());
  await session.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" });
  await expect(app.page.getByTestId("error")).toHaveAttribute("data-tag", "storage-lost", { timeout: 60_000 });
  await app.startSegmenting();
  await app.segmented();
});

test("on plain http nothing is kept: the screen says so before the run, and a cancel keeps what is done", async ({
  app,
}, info) => {
  await app.open(START);
  const { port } = new URL(app.page.url());
  // An address of no machine (RFC 5737) brought to this one: no secure context, as on an intranet.
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: ["--no-sandbox", "--host-resolver-rules=MAP 192.0.2.1 localhost"],
  });
  try {
    const viewport = { width: 1366, height: 768 };
    const intranet = new AppPage(await browser.newPage({ locale: "fr-FR", viewport }));
    await intranet.open(`http://192.0.2.1:${port}${START}`);
    expect(await intranet.page.evaluate(() => isSecureContext)).toBe(false);
    await openScene(intranet);
    await intranet.openStep("segment");
    await expect(intranet.page.getByText(/ce navigateur n’y garde rien/)).toBeVisible();
    await intranet.page.screenshot({ path: info.outputPath("in-memory.png") });
    await runPartly(intranet);
    await intranet.page.getByTestId("cancel").click();
    await expect(intranet.page.getByText(/Arrêté à [1-9]\d* \/ \d+ fenêtres/)).toBeVisible();
    await intranet.page.getByRole("button", { name: "Reprendre" }).click();
    await expect(intranet.page.getByTestId("progress")).not.toContainText(/^0 \//);
    await expect(intranet.page.getByTestId("run-done")).toContainText("exportez avant de fermer", { timeout: 150_000 });
  } finally {
    await browser.close();
  }
});
