import { expect, test } from "./support/app-page.ts";
import { Contacts } from "./support/contacts.ts";
import { sceneTiff } from "./support/scenes.ts";
import { attempt, stranger } from "./support/stranger.ts";

const PATIENCE_MILLISECONDS = 15_000;

test("a foreign fetch is refused from the page and from every worker", async ({ app }) => {
  const foreign = await stranger();
  try {
    const answers: Promise<string>[] = [];
    app.page.on("worker", (worker) => {
      const asked = Promise.all([worker.evaluate(() => self.name), worker.evaluate(attempt, foreign.url)]);
      const said = asked.then(
        (both) => both.join(" "),
        () => "ended",
      );
      // A worker that ends at the wrong moment may never answer; another of its kind has.
      const silent = new Promise<string>((resolve) => setTimeout(resolve, PATIENCE_MILLISECONDS, "silent"));
      answers.push(Promise.race([said, silent]));
    });
    // Opening, segmenting and exporting starts every kind of worker but the demo's and the models', which may end before
    // they are asked: their modules are started once more, as the app does.
    await app.open();
    await app.openDemo();
    await app.page.evaluate(() => {
      for (const kind of ["demo", "models"]) {
        const started = performance.getEntriesByType("resource").find(({ name }) => name.includes(`${kind}.worker`))!;
        const code = new Blob([`import ${JSON.stringify(started.name)};`], { type: "text/javascript" });
        new Worker(URL.createObjectURL(code), { type: "module", name: kind });
      }
    });
    await app.openFile("petite.tif", await sceneTiff(600));
    await app.segment();
    await app.make("geojson");

    expect(await app.page.evaluate(attempt, foreign.url)).toBe("refused");
    const said = new Set(await Promise.all(answers));
    for (const name of ["demo", "models", "raster", "unpack", "inference", "vector"])
      expect(said).toContain(`${name} refused`);
    expect([...said].filter((answer) => answer.endsWith("sent"))).toEqual([]);
    expect(foreign.hits()).toBe(0);
  } finally {
    foreign.close();
  }
});

test("the watch over every journey sees what a page, its worker and its worker's worker send elsewhere", async ({
  browser,
  baseURL,
}) => {
  const foreign = await stranger();
  const context = await browser.newContext({ bypassCSP: true });
  try {
    const page = await context.newPage();
    const contacts = new Contacts(page);
    await page.goto(baseURL!);
    contacts.allow(baseURL!);
    expect(contacts.elsewhere()).toEqual([]);
    await page.evaluate((url) => {
      const code = `fetch("${url}?worker"); new Worker(URL.createObjectURL(new Blob(['fetch("${url}?nested")'])));`;
      new Worker(URL.createObjectURL(new Blob([code])));
      void fetch(`${url}?page`);
    }, foreign.url);
    await expect
      .poll(() => [...contacts.elsewhere()].sort())
      .toEqual(["nested", "page", "worker"].map((who) => `${foreign.url}?${who}`));
    expect(foreign.hits()).toBe(3);
  } finally {
    await context.close();
    foreign.close();
  }
});
