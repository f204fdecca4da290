import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { AppPage, expect, test } from "./support/app-page.ts";
import { staticServer } from "./support/static-server.ts";

const dist = join(import.meta.dirname, "../dist");
const MOST_BYTES = 350_000;

test("what the first screen takes from the server is 350 kB at most, compressed", async ({ browser }, info) => {
  const server = await staticServer(dist);
  const context = await browser.newContext({ proxy: server.proxy, locale: "fr-FR" });
  try {
    const app = new AppPage(await context.newPage());
    await app.open(server.origin);
    await app.page.waitForLoadState("networkidle");
    await expect(app.page.getByTestId("demo")).toBeVisible();
    const files = [...new Set(server.asked)].filter((path) => path !== "/favicon.ico").map((path) => join(dist, path));
    const contents = files.map((path) => readFileSync(path));
    // fonts are compressed already, and no server does it again
    const packed = (pack: (bytes: Buffer) => Buffer) =>
      contents.reduce((sum, bytes) => sum + Math.min(bytes.length, pack(bytes).length), 0);
    const sizes = { files: files.length, gzip: packed(gzipSync), brotli: packed(brotliCompressSync) };
    info.annotations.push({ type: "shell", description: JSON.stringify(sizes) });
    expect(sizes.gzip).toBeLessThan(MOST_BYTES);
    expect(sizes.gzip).toBeGreaterThan(50_000); // the page has been there
  } finally {
    await context.close();
    server.stop();
  }
});
