import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "./support/app-page.ts";
import { sceneTiff } from "./support/scenes.ts";

/** Another origin that would welcome anything: it counts what reaches it. */
async function stranger() {
  let hits = 0;
  const server = createServer((_, response) => {
    hits++;
    response.setHeader("Access-Control-Allow-Origin", "*").end("got it");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/steal`, hits: () => hits, close: () => server.close() };
}

const attempt = (url: string) =>
  fetch(url).then(
    () => "sent",
    () => "refused",
  );

test("a foreign fetch is refused from the page and from every worker", async ({ app }) => {
  const foreign = await stranger();
  try {
    await app.open();
    // Opening, segmenting and exporting starts every kind of worker; the demo's ends with its work, so it is asked first.
    const demo = app.page.waitForEvent("worker");
    await app.page.getByTestId("demo").click();
    expect(await (await demo).evaluate(attempt, foreign.url)).toBe("refused");
    await expect(app.page.getByTestId("image-summary")).toBeVisible();
    await app.openFile("petite.tif", await sceneTiff(400));
    await app.segment();
    const download = app.page.waitForEvent("download");
    await app.page.getByTestId("export-geojson").click();
    await download;

    expect(await app.page.evaluate(attempt, foreign.url)).toBe("refused");
    const workers = app.page.workers();
    expect(workers.length).toBeGreaterThanOrEqual(3); // raster, inference, vector
    for (const worker of workers) expect(await worker.evaluate(attempt, foreign.url)).toBe("refused");
    expect(foreign.hits()).toBe(0);
  } finally {
    foreign.close();
  }
});
