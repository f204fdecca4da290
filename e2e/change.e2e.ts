import type { Page } from "@playwright/test";
import type { SampleAnswer } from "../src/core/sample/sample.ts";
import { writeSceneGeoTiff } from "../src/demo/geotiff.ts";
import { createScene } from "../src/demo/scene.ts";
import { MemorySink } from "../src/export/geotiff/memory-sink.ts";
import { stratumLabel } from "../src/export/strata.ts";
import { osgeoMissing, readLayers } from "../src/testing/ogr.ts";
import { type AppPage, expect, test } from "./support/app-page.ts";
import { expectAccessible } from "./support/axe.ts";
import { printChangeReport } from "./support/change-report.ts";
import { endChangeSample, startChangeSample } from "./support/change-sample.ts";

/** 128 m: a few windows for each date, with ground taken and given back between them. */
const SIDE = 640;
const SEED = 43;

async function dated(date: "before" | "after"): Promise<Uint8Array> {
  const sink = new MemorySink();
  await writeSceneGeoTiff(createScene({ seed: SEED, width: SIDE, height: SIDE, date }), sink);
  return sink.bytes();
}

/** Two communes that part the scene's ground. */
function halves(): Uint8Array {
  const [gsd, , left, , , top] = createScene({ seed: SEED, width: SIDE, height: SIDE }).grid.affine;
  const half = (SIDE * gsd) / 2;
  const features = ["Ouest", "Est"].map((nom, index) => {
    const [from, to] = [left + index * half, left + (index + 1) * half];
    const ring = [
      [from, top],
      [to, top],
      [to, top - 2 * half],
      [from, top - 2 * half],
      [from, top],
    ];
    return { type: "Feature", properties: { nom }, geometry: { type: "Polygon", coordinates: [ring] } };
  });
  const crs = { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::2154" } };
  return new TextEncoder().encode(JSON.stringify({ type: "FeatureCollection", crs, features }));
}

/** Of a row of the table of land take, the hectares that are certain. */
async function certain(page: Page, row: "artificialised" | "renatured" | "net"): Promise<number> {
  const text = await page.getByTestId("land-take").locator(`[data-row="${row}"] td`).first().innerText();
  return Number(text.replace(",", ".").replace(/[^\d.-]/g, ""));
}

async function totals(page: Page): Promise<Record<string, number>> {
  const rows = await page.locator('[data-testid="review-totals"] tbody tr').all();
  const read = rows.map(async (row) => [
    (await row.getAttribute("data-row"))!,
    Number((await row.locator("td").first().innerText()).replace(/\D/g, "")),
  ]);
  return Object.fromEntries(await Promise.all(read));
}

/** As the columns of the sample's layer have them. */
const codesOf = (answer: SampleAnswer | undefined) =>
  answer === undefined || answer.after === "unsure" ? [null, null] : [answer.before ?? null, answer.after];

const openStep = async ({ page }: AppPage, number: number) => {
  const title = page.getByTestId(`step-${number}`);
  if ((await title.getAttribute("aria-expanded")) !== "true") await title.click();
};

test("two orthophotos dropped together are segmented alike, compared, reviewed and sampled by keys, kept, saved and put on paper", async ({
  app,
}, info) => {
  test.skip(osgeoMissing !== false, String(osgeoMissing));
  const { page } = app;
  const shot = (name: string) => page.screenshot({ path: info.outputPath(`${name}.png`) });
  const done = page.getByTestId("change-progress");
  await app.open();
  await page.getByTestId("compare-dates").click();
  await expect(page.getByTestId("slot-before")).toBeVisible();
  await shot("vide");
  await expectAccessible(app);

  await test.step("both years, whichever was dropped first, come back as two maps by themselves", async () => {
    await app.dropAll({ "quartier_2024.tif": await dated("after"), "quartier_2020.tif": await dated("before") });
    await expect(page.getByTestId("comparison-banner")).toContainText("date 1");
    await expect(page.getByTestId("step-4")).toHaveAttribute("aria-current", "step", { timeout: 30_000 });
    await page.getByTestId("back-to-comparison").click(); // half-way: it goes on
    await expect(page.getByTestId("slot-after")).toContainText("quartier_2024.tif");
    await shot("en-cours");
    await expect(page.getByTestId("land-take")).toBeVisible({ timeout: 120_000 });
    await shot("chiffres");
    await expect(page.locator(".limits-line")).toContainText("ENAF");
    await expectAccessible(app);
    await openStep(app, 1);
    await expect(page.getByTestId("side-before")).toContainText("quartier_2020");
    await expect(page.getByTestId("side-after")).toContainText("quartier_2024");
    await openStep(app, 2);
    await expect(page.getByTestId("misregistration")).toContainText("Décalage");
    const matched = page.getByTestId("weaknesses").locator('[data-tag="colours-matched"]');
    await expect(matched).toContainText("quartier_2024.tif ont été rapprochées de celles de quartier_2020.tif");
    await expect(page.getByTestId("match-colours")).toBeChecked();
    await page.getByTestId("match-colours").scrollIntoViewIfNeeded();
    await shot("comparabilite");
  });

  await openStep(app, 3);
  const found = await totals(page);
  const [taken, given] = [await certain(page, "artificialised"), await certain(page, "renatured")];
  expect(found["unreviewed"]).toBeGreaterThanOrEqual(10);
  expect(taken + given).toBeGreaterThan(0);
  expect(await certain(page, "net")).toBeCloseTo(taken - given, 1);
  await page.getByTestId("show-flows").click();
  await shot("flux");
  await expectAccessible(app);
  await page.keyboard.press("Escape");

  await test.step("by zone, the halves of the ground have as much together as the whole", async () => {
    await app.drop("communes.geojson", halves());
    await page.getByTestId("as-zones").click();
    await expect(page.getByTestId("show-zones")).toBeVisible();
    await page.getByTestId("show-zones").click();
    const rows = await page.locator('[data-testid="zones"] tbody tr').all();
    const parts = rows.map(async (row) => (await row.innerText()).split("\t").map((cell) => cell.trim()));
    const [west, east] = await Promise.all(parts);
    expect([west?.[0], east?.[0]]).toEqual(["Ouest", "Est"]);
    const number = (cell: string | undefined) => Number(cell?.replace(",", "."));
    expect(number(west?.[2]) + number(east?.[2])).toBeCloseTo(taken, 1);
    await shot("zones");
    await expectAccessible(app);
    await page.keyboard.press("Escape");
  });

  await test.step("ten by keys: accepted, rejected, one relabelled and commented; undone and done again", async () => {
    await openStep(app, 4);
    await page.getByTestId("start-review").click();
    await expect(page.getByTestId("reviewed-change")).toBeFocused();
    await shot("revue");
    await expectAccessible(app);
    for (const key of ["a", "r", "a", "a", "r", "n", "a", "p", "a", "a"]) await page.keyboard.press(key);
    await expect(done).toContainText("8 relus");
    await page.keyboard.press("2");
    await expect(page.getByTestId("cover-after")).toBeFocused();
    await page.getByTestId("cover-after").selectOption("CS1.2.1");
    await page.keyboard.press("Enter");
    await expect(page.getByTestId("decided")).toHaveText("Corrigé");
    await page.keyboard.press("t");
    await page.keyboard.type("chantier");
    await page.keyboard.press("Enter");
    await page.keyboard.press("n");
    await page.keyboard.press("r");
    await expect(done).toContainText("10 relus");
    await page.keyboard.press("Control+z");
    await expect(done).toContainText("9 relus");
    await page.keyboard.press("Control+y");
    await expect(done).toContainText("10 relus");
  });

  await openStep(app, 3);
  await expect.poll(() => totals(page)).toEqual({ reviewed: 7, rejected: 3, unreviewed: found["unreviewed"]! - 10 });
  const decided = await certain(page, "artificialised");

  await test.step("thirty points of the changes, blind and by keys", async () => {
    await openStep(app, 5);
    await startChangeSample(app, info);
  });

  await test.step("after a reload it is offered again, with what was decided and said", async () => {
    await page.waitForTimeout(1000); // both are written a moment later
    await page.reload();
    await shot("reprise");
    await expect(page.getByTestId("kept-run")).toHaveCount(0); // its maps were made by runs: they are gone on with here
    await page.getByTestId("kept-comparison").getByRole("button").first().click();
    await expect(page.getByTestId("land-take")).toBeVisible({ timeout: 60_000 });
    await expect.poll(() => totals(page)).toMatchObject({ reviewed: 7, rejected: 3 });
    expect(await certain(page, "artificialised")).toBe(decided);
  });

  await test.step("photographs that the browser may not open again are given again", async () => {
    await expect(page.locator(".change-no-image").first()).toBeVisible();
    await openStep(app, 2);
    const said = await page.getByTestId("misregistration").innerText();
    expect(said).toContain("Décalage"); // as it was measured before
    await app.dropAll({ "quartier_2024.tif": await dated("after"), "quartier_2020.tif": await dated("before") });
    await expect(page.locator(".change-no-image")).toHaveCount(0);
    await expect(page.getByTestId("comparison-work")).toHaveCount(0, { timeout: 30_000 });
    await expect(page.getByTestId("misregistration")).toHaveText(said);
    await openStep(app, 3);
    await expect.poll(() => totals(page)).toMatchObject({ reviewed: 7, rejected: 3 });
  });

  const sample = await test.step("the sample goes on where it was left, to its results", async () => {
    await openStep(app, 5);
    return endChangeSample(app, info);
  });

  const geopackage = info.outputPath("changement.gpkg");
  await test.step("saved", async () => {
    await openStep(app, 6);
    await page.getByTestId("make-package").click();
    await expect(page.getByTestId("change-ready")).toBeVisible({ timeout: 30_000 });
    await shot("enregistrer");
    await expectAccessible(app);
    const download = page.waitForEvent("download");
    await page.getByTestId("save-made").click();
    await (await download).saveAs(geopackage);
  });

  await test.step("screen, paper and what GDAL reads say the same", async () => {
    const { take, points } = await printChangeReport(app, info);
    await openStep(app, 3);
    for (const row of ["artificialised", "renatured", "net"] as const)
      expect(take[row]).toBeCloseTo(await certain(page, row), 6);
    const layers = readLayers(geopackage);
    const rowsOf = (name: string) => layers.find((layer) => layer.name === name)!.features.map(({ values }) => values);
    const changes = rowsOf("CHANGEMENT");
    expect(changes.length).toBe(found["unreviewed"]);
    expect(changes.filter(({ commentaire }) => commentaire === "chantier").length).toBe(1);
    const hectares = (evolution: string) =>
      changes.filter((row) => row["evolution"] === evolution).reduce((sum, { aire }) => sum + Number(aire), 0) / 10_000;
    expect(take["artificialised"]).toBeCloseTo(hectares("artificialisé"), 2);
    expect(take["renatured"]).toBeCloseTo(hectares("renaturé"), 2);

    const read = rowsOf("ECHANTILLON");
    expect(read.length).toBe(sample.points.length);
    const strata = read.filter(({ reponse }) => reponse === "interprété").map(({ strate }) => String(strate));
    const counted = strata.map((one) => [one, strata.filter((other) => other === one).length] as const);
    expect(Object.fromEntries(Object.entries(points).map(([id, count]) => [stratumLabel(id), count]))).toEqual(
      Object.fromEntries(counted),
    );
    const seen = read.map((row) => [row["cs_avant"], row["cs_apres"]]);
    expect(seen).toEqual(sample.points.map(({ answer }) => codesOf(answer)));
  });
  expect(app.complaints).toEqual([]);
});
