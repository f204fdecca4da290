import { join } from "node:path";
import { chromium } from "@playwright/test";
import { ensureChromium } from "./find-chromium.ts";
import { AppPage, expect, test } from "./support/app-page.ts";
import { sceneTiff } from "./support/scenes.ts";
import { staticServer } from "./support/static-server.ts";

test("on an intranet's plain http: one sentence says what is missing, and image, run, files and report work", async () => {
  const info = test.info();
  const server = await staticServer(join(import.meta.dirname, "../dist"));
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: ["--no-sandbox", "--host-resolver-rules=MAP ocsol.test 127.0.0.1"],
  });
  try {
    const app = new AppPage(await browser.newPage({ locale: "fr-FR", viewport: { width: 1366, height: 768 } }));
    app.keepsCopy = true;
    const outside: string[] = [];
    app.page.on("request", (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith("http") && url.hostname !== "ocsol.test") outside.push(request.url());
    });
    await app.open(`http://ocsol.test:${server.port}/`);
    const lacking = await app.page.evaluate(() => ({
      secure: isSecureContext,
      there: [
        navigator.storage?.getDirectory,
        navigator.gpu,
        navigator.serviceWorker,
        crypto.subtle,
        navigator.clipboard,
      ].map((part) => part !== undefined),
    }));
    expect(lacking).toEqual({ secure: false, there: [false, false, false, false, false] });
    const badge = app.page.getByTestId("offline");
    await expect(badge).toHaveText("sans copie hors ligne");
    await badge.click();
    await expect(app.page.getByTestId("offline-detail")).toContainText("http simple");
    await app.page.screenshot({ path: info.outputPath("plain-http.png") });
    await app.page.keyboard.press("Escape");

    await app.openFile("dalle_2021.tif", await sceneTiff(400));
    await app.segment();
    const geopackage = await app.export("geopackage", info.outputPath("plain.gpkg"));
    expect(geopackage.subarray(0, 15).toString()).toBe("SQLite format 3");
    await app.export("classes", info.outputPath("plain.zip"));
    await app.page.getByTestId("open-report").click();
    await expect(app.page.getByTestId("report")).toBeVisible();
    expect(outside).toEqual([]);
    expect(app.complaints).toEqual([]);
  } finally {
    await browser.close();
    server.stop();
  }
});
