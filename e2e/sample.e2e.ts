import { readFileSync } from "node:fs";
import { resultsOf } from "../src/core/sample/results.ts";
import { readSample } from "../src/core/sample/sample-record.ts";
import { createScene, DEMO_SEED } from "../src/demo/scene.ts";
import { expect, test } from "./support/app-page.ts";
import { expectAccessible } from "./support/axe.ts";
import { sceneTiff } from "./support/scenes.ts";

const NAME = "petite_2021.tif";

test("a sample of the map: drawn from a seed, interpreted blind by keyboard, found again after a reload, saved to audit", async ({
  app,
}, info) => {
  const { page } = app;
  const shot = (name: string) => page.screenshot({ path: info.outputPath(`${name}.png`) });
  const card = page.getByTestId("sample-card");
  const point = page.getByTestId("sample-point");
  const reach = (number: number) => expect(card).toHaveAttribute("data-point", String(number));
  await app.open("/?model=ocsol-tiny-test");
  const scene = await sceneTiff(512);
  await app.openFile(NAME, scene);
  await app.chooseBackend("wasm");
  await app.segment();

  await page.getByTestId("open-sample").click();
  await page.getByLabel("Points", { exact: true }).fill("30");
  await page.getByLabel("Graine").fill("2026");
  await page.getByTestId("draw-sample").focus();
  await shot("form");
  await page.getByTestId("draw-sample").click();
  await expect(page.getByTestId("sample")).toContainText("Échantillon de 30\u00a0points · graine 2026");

  await test.step("blind: neither the map nor the status bar says the class", async () => {
    await page.getByTestId("interpret").click();
    await reach(1);
    await expect(card).toBeFocused();
    await page.getByTestId("map").hover();
    await expect(page.getByTestId("status")).toContainText("EPSG:2154");
    await expect(page.locator(".status-class")).toHaveCount(0);
    await shot("point");
    await expectAccessible(app);
  });

  await test.step("by keyboard: classes, next, previous, unsure, undone", async () => {
    await page.keyboard.press("h");
    await reach(2);
    await page.keyboard.press("1");
    await reach(3);
    await page.keyboard.press("n");
    await reach(4);
    await page.keyboard.press("p");
    await reach(3);
    await page.keyboard.press("x");
    await reach(4);
    await expect(point).toContainText("3 sur 30 interprétés");
    await page.keyboard.press("Control+z");
    await expect(point).toContainText("2 sur 30 interprétés");
    await reach(3); // whose answer it was
    await page.keyboard.press("Control+y");
    await expect(point).toContainText("3 sur 30 interprétés");
    await page.keyboard.press("p");
    await page.getByLabel("Remarque").fill("ombre d’un toit");
    await page.keyboard.press("Enter");
    await page.getByTestId("leave-interpretation").focus();
    await page.keyboard.press("Escape");
    await expect(page.getByTestId("sample-progress")).toContainText("3 sur 30");
  });

  await test.step("after a reload it goes on where it was", async () => {
    await page.waitForTimeout(1000); // it is written a moment after
    await page.reload();
    await app.openFile(NAME, scene);
    await app.segment(); // nothing is left to do
    await page.getByTestId("open-sample").click();
    await expect(page.getByTestId("sample-progress")).toContainText("3 sur 30");
    await page.getByTestId("interpret").click();
    await reach(4);
    for (let number = 4; number <= 30; number++) await page.keyboard.press(number % 3 === 0 ? "v" : "h");
    await expect(point).toContainText("Tous les points ont une réponse.");
    await page.keyboard.press("Escape");
  });

  await test.step("figures on the screen are those of the file", async () => {
    await page.getByTestId("sample-results").click();
    const dialog = page.getByTestId("sample-results-dialog");
    await expect(dialog.getByTestId("overall")).toContainText("Justesse globale");
    await shot("results");
    await expectAccessible(app);
    const download = page.waitForEvent("download");
    await dialog.getByRole("button", { name: "Dossier d’audit" }).click();
    const { sample } = readSample(readFileSync((await (await download).path())!, "utf8"), "a.json");
    expect(sample.seed).toBe(2026);
    expect(sample.points[1]!.answer).toEqual({ after: "CS1.1.1.1", comment: "ombre d’un toit" });
    const { told, unsure, estimates } = resultsOf(sample);
    expect([told, unsure]).toEqual([29, 1]);
    const percent = new Intl.NumberFormat("fr", { style: "percent", minimumFractionDigits: 1 });
    await expect(dialog.getByTestId("overall")).toContainText(percent.format(estimates.overall!.value));
  });

  await test.step("a reference answers every point in the place of a person", async () => {
    await page.keyboard.press("Escape");
    const [gsd, , left, , , top] = createScene({ seed: DEMO_SEED, width: 512, height: 512 }).grid.affine;
    const [right, bottom] = [left + 512 * gsd, top - 512 * gsd];
    const ring = [[left, top], [right, top], [right, bottom], [left, bottom], [left, top]]; // biome-ignore format: a ring on a line
    const geometry = { type: "Polygon", coordinates: [ring] };
    const features = [{ type: "Feature", properties: { code_cs: "CS2.2.1" }, geometry }];
    const crs = { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::2154" } };
    const layer = JSON.stringify({ type: "FeatureCollection", crs, features });
    await app.drop("ocsge.geojson", new TextEncoder().encode(layer));
    await page.getByTestId("answer-by-reference").click();
    await expect(page.getByTestId("sample-progress")).toContainText("30 sur 30");
    await page.getByTestId("sample-results").click();
    const areas = page.getByTestId("sample-areas").locator('[data-class="CS2.2.1"] td');
    await expect(areas.nth(1)).toHaveText("1,0486"); // all of the ground, ha: 512² pixels of 20 cm
  });
});
