import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "@playwright/test";
import { writeServiceWorker } from "../vite/service-worker.ts";
import { AppPage, expect, test } from "./support/app-page.ts";
import { sceneTiff } from "./support/scenes.ts";
import { staticServer } from "./support/static-server.ts";

const dist = join(import.meta.dirname, "../dist");
const PATIENCE_MILLISECONDS = 60_000;

type Server = Awaited<ReturnType<typeof staticServer>>;

async function visitor(browser: Browser, { proxy }: Server, locale = "fr-FR") {
  const context = await browser.newContext({ proxy, locale, viewport: { width: 1366, height: 768 } });
  const app = new AppPage(await context.newPage());
  app.keepsCopy = true;
  return { context, app };
}

const copyOf = (app: AppPage) => app.page.getByTestId("offline");

async function expectReady(app: AppPage): Promise<void> {
  await expect(copyOf(app)).toHaveAttribute("data-state", "ready", { timeout: PATIENCE_MILLISECONDS });
}

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
    await expect(app.page.getByTestId("offline-detail")).toContainText(/cet ordinateur \(3\d,\d\sMo/);
    await app.page.screenshot({ path: info.outputPath("ready.png") });

    server.stop();
    await context.setOffline(true);
    await app.page.reload();
    await expect(copyOf(app)).toHaveText("sans réseau");
    await app.openDemo();
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
