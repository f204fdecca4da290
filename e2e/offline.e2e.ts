import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeServiceWorker } from "../vite/service-worker.ts";
import { AppPage, expect, test } from "./support/app-page.ts";
import { sceneTiff } from "./support/scenes.ts";
import { staticServer } from "./support/static-server.ts";
import { copyOf, expectReady, visitor } from "./support/visitor.ts";

const dist = join(import.meta.dirname, "../dist");
const PATIENCE_MILLISECONDS = 90_000;

const keptFiles = (app: AppPage) =>
  app.page.evaluate(async () => {
    const copy = await caches.open((await caches.keys())[0]!);
    return (await copy.keys()).map(({ url }) => new URL(url).pathname);
  });

test("one visit, then no server and no network: demonstration, GeoPackage, report, and the online page", async ({
  browser,
}, info) => {
  const server = await staticServer(dist);
  const { context, app } = await visitor(browser, server);
  try {
    await app.open(server.origin);
    await expectReady(app);
    await expect(copyOf(app)).toHaveText("prêt hors ligne");
    await copyOf(app).click();
    await expect(app.page.getByTestId("offline-detail")).toContainText(/cet ordinateur \(3\d(,\d)?\sMo/);
    await app.page.screenshot({ path: info.outputPath("ready.png") });

    server.stop();
    await context.setOffline(true);
    await app.page.reload();
    await expect(copyOf(app)).toHaveText("sans réseau");
    await app.page.getByTestId("demo").click();
    const opened = app.page.getByTestId("image-summary");
    await expect(opened).toContainText("scène de synthèse", { timeout: PATIENCE_MILLISECONDS });
    await app.openFile("petite.tif", await sceneTiff(500));
    await app.chooseBackend("wasm");
    await app.segment();
    const geopackage = await app.export("geopackage", info.outputPath("offline.gpkg"));
    expect(geopackage.subarray(0, 15).toString()).toBe("SQLite format 3");
    await app.page.getByTestId("open-report").click();
    await expect(app.page.getByTestId("report")).toBeVisible();
    await app.page.goto(`${server.origin}/en-ligne.html?model=ocsol-tiny-test`);
    await expect(app.page.getByTestId("online-badge")).toBeVisible();
    await expect(copyOf(app)).toHaveText("sans réseau");
    expect(server.strangers).toEqual([]);
    expect(app.complaints).toEqual([]);
  } finally {
    await context.close();
    server.stop();
  }
});

/** The built app as another version would be: another page, and its first module under another name. */
async function nextVersion(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "ocsol-next-"));
  cpSync(dist, folder, { recursive: true });
  const entry = readdirSync(join(folder, "assets")).find((name) => /^index-.*\.js$/.test(name))!;
  renameSync(join(folder, "assets", entry), join(folder, "assets/index-next.js"));
  for (const page of ["index.html", "en-ligne.html"]) {
    const path = join(folder, page);
    writeFileSync(path, readFileSync(path, "utf8").replace(entry, "index-next.js"));
  }
  await writeServiceWorker(folder);
  return folder;
}

test("a new version is announced, waits for work in every tab, fetches what changed and clears what it replaces", async ({
  browser,
}, info) => {
  const server = await staticServer(dist);
  const next = await nextVersion();
  const { context, app } = await visitor(browser, server);
  const scene = await sceneTiff(400);
  const update = app.page.getByTestId("update");
  const openDetail = () => app.page.getByTestId("new-version").click();
  try {
    await app.open(`${server.origin}/?model=ocsol-tiny-test`);
    await expectReady(app);
    const before = await keptFiles(app);
    server.serve(next);
    server.asked.length = 0;
    await app.page.reload();
    await expect(app.page.getByTestId("new-version")).toHaveText("nouvelle version");
    expect([...new Set(server.asked)].sort()).toEqual([
      "/assets/index-next.js",
      "/en-ligne.html",
      "/index.html",
      "/sw.js",
    ]);

    // mid-run, here: postponed
    await app.openFile("dalle.tif", scene);
    await app.startSegmenting();
    await openDetail();
    await expect(update).toBeDisabled();
    await expect(app.page.getByTestId("new-version-detail")).toContainText("attend la fin du travail en cours");
    await app.page.screenshot({ path: info.outputPath("new-version.png") });
    await app.page.keyboard.press("Escape");
    await app.page.getByTestId("cancel").click();
    await expect(app.page.getByTestId("cancel")).toHaveCount(0);

    // in another tab: refused
    const other = new AppPage(await context.newPage());
    other.keepsCopy = true;
    await other.open(`${server.origin}/?model=ocsol-tiny-test`);
    await other.openFile("autre.tif", await sceneTiff(1200));
    await other.startSegmenting();
    await expect(other.page.getByTestId("cancel")).toBeVisible();
    await openDetail();
    await update.click();
    await expect(app.page.getByTestId("new-version-detail")).toContainText("dans un autre onglet");
    expect(await app.page.evaluate(() => document.scripts[0]!.src)).not.toContain("index-next");
    await other.page.close();

    // what a closed tab held is free a moment later
    await expect(async () => {
      await update.click({ timeout: 1000 });
      await expect(app.page.locator('script[src*="index-next"]')).toHaveCount(1, { timeout: 3000 });
    }).toPass({ timeout: PATIENCE_MILLISECONDS });
    await expectReady(app);
    await expect(app.page.getByTestId("new-version")).toHaveCount(0);
    await expect.poll(() => keptFiles(app)).toHaveLength(before.length);
    const after = await keptFiles(app);
    expect(before.filter((file) => !after.includes(file))).toHaveLength(1);
    expect(after).toContain("/assets/index-next.js");
    expect(server.strangers).toEqual([]);
    expect(app.complaints).toEqual([]);
  } finally {
    await context.close();
    server.stop();
    rmSync(next, { recursive: true });
  }
});

test("a copy cut short says so, keeps what has come, and is completed by a retry", async ({ browser }, info) => {
  const server = await staticServer(dist);
  const { context, app } = await visitor(browser, server);
  try {
    server.refuse((path) => path.endsWith(".wasm"));
    await app.open(server.origin);
    await expect(copyOf(app)).toHaveAttribute("data-state", "failed", { timeout: PATIENCE_MILLISECONDS });
    await copyOf(app).click();
    await app.page.screenshot({ path: info.outputPath("failed.png") });
    const kept = await keptFiles(app);
    expect(kept.length).toBeGreaterThan(10);
    server.refuse(() => false);
    server.asked.length = 0;
    await app.page.getByRole("button", { name: "Réessayer" }).click();
    await expectReady(app);
    expect(server.asked.filter((path) => kept.includes(path))).toEqual([]);
  } finally {
    await context.close();
    server.stop();
  }
});

test("without room for the copy the screen says what to do, and the app works all the same", async ({ browser }) => {
  const server = await staticServer(dist);
  const { context, app } = await visitor(browser, server);
  try {
    const session = await context.newCDPSession(app.page);
    await session.send("Storage.overrideQuotaForOrigin", { origin: server.origin, quotaSize: 5_000_000 });
    await app.open(server.origin);
    await expect(copyOf(app)).toHaveAttribute("data-state", "failed", { timeout: PATIENCE_MILLISECONDS });
    await copyOf(app).click();
    await expect(app.page.getByTestId("offline-detail")).toContainText("plus assez de place");
    await app.page.keyboard.press("Escape");
    await app.openFile("petite.tif", await sceneTiff(200));
    await expect(app.page.getByTestId("image-summary")).toContainText("petite.tif");
  } finally {
    await context.close();
    server.stop();
  }
});

test("an image opened by a link is read in ranges with the copy in place", async ({ browser }) => {
  const folder = mkdtempSync(join(tmpdir(), "ocsol-link-"));
  cpSync(dist, folder, { recursive: true });
  writeFileSync(join(folder, "dalle.tif"), await sceneTiff(900));
  const server = await staticServer(folder);
  const { context, app } = await visitor(browser, server);
  try {
    await app.open(server.origin);
    await expectReady(app);
    await app.open(`${server.origin}/?image=dalle.tif`);
    await expect(app.page.getByTestId("image-summary")).toContainText("dalle.tif");
    expect(server.inRanges).toContain("/dalle.tif");
    expect(server.inRanges).toEqual(server.asked.filter((path) => path === "/dalle.tif"));
    expect(app.complaints).toEqual([]);
  } finally {
    await context.close();
    server.stop();
    rmSync(folder, { recursive: true });
  }
});
