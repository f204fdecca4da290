import type { Page } from "@playwright/test";
import { createScene, DEMO_SEED } from "../src/demo/scene.ts";
import { gdalMissing, readLayers } from "../src/testing/ogr.ts";
import { expect, test } from "./support/app-page.ts";
import { expectAccessible } from "./support/axe.ts";
import { sceneTiff } from "./support/scenes.ts";

/** 205 m: a vineyard to correct, fields with bare spots in them, lawns to dig a pond in. */
const SIDE = 1024;
const NAME = "petite_2021.tif";

/** Hectares by class, as the legend says them. */
async function legendOf(page: Page): Promise<Record<string, string>> {
  const rows = await page.locator('[data-testid="legend"] tbody tr').all();
  const read = rows.map(async (row) => {
    const [numero, hectares] = [await row.getAttribute("data-numero"), await row.locator("td").first().innerText()];
    return [numero!, hectares] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

/** Waits until the polygons have as many corrections as there are. */
async function settle(page: Page): Promise<void> {
  await expect(page.getByTestId("shown")).toHaveAttribute("data-shown", "polygons", { timeout: 60_000 });
  await expect(page.locator(".applying")).toHaveCount(0);
}

/** What the status bar says lies under the pointer, metres. */
async function hoverAt(page: Page, x: number, y: number): Promise<readonly [east: number, north: number]> {
  const status = page.locator(".status-xy").first();
  await page.mouse.move(x - 5, y);
  await expect(status).toBeVisible();
  const before = await status.innerText();
  await page.mouse.move(x, y);
  await expect(status).not.toHaveText(before);
  const [east, north] = (await status.innerText())
    .split(";")
    .map((text) => Number(text.replace(/[^\d,]/g, "").replace(",", ".")));
  return [east!, north!];
}

/** Places as shares of the scene, from its north-west corner, wherever the map shows it. */
async function placesOf(page: Page) {
  const box = (await page.getByTestId("map").boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const [east, north] = await hoverAt(page, x, y);
  const [farther] = await hoverAt(page, x + 200, y);
  const [, , left, , , top] = createScene({ seed: DEMO_SEED, width: SIDE, height: SIDE }).grid.affine;
  const metres = (farther - east) / 200;
  const side = (SIDE * 0.2) / metres;
  const at = (across: number, down: number) =>
    [x + (left - east) / metres + across * side, y - (top - north) / metres + down * side] as const;
  return {
    click: (across: number, down: number) => page.mouse.click(...at(across, down)),
    doubleClick: (across: number, down: number) => page.mouse.dblclick(...at(across, down)),
    move: (across: number, down: number) => page.mouse.move(...at(across, down), { steps: 8 }),
  };
}

test("correcting: by click, merge, cut, brush and queue; undone, done again, and exported as the screen says", async ({
  app,
}, info) => {
  test.skip(gdalMissing !== false, String(gdalMissing));
  const { page } = app;
  const shot = (name: string) => page.screenshot({ path: info.outputPath(`${name}.png`) });
  const count = page.getByTestId("edit-count");
  const face = page.getByTestId("face");
  await app.open();
  const scene = await sceneTiff(SIDE);
  await app.openFile(NAME, scene);
  await app.chooseBackend("wasm");
  await app.segment();
  await expect(page.getByTestId("shown")).toHaveCount(0);
  const places = await placesOf(page);

  await page.getByTestId("open-corrections").click();
  await expect(page.getByTestId("corrections").getByRole("heading")).toBeFocused();
  await settle(page);
  const predicted = await legendOf(page);

  await test.step("a class by click and key", async () => {
    await page.getByTestId("tool-reclass").click();
    await places.click(0.66, 0.5);
    await expect(face).toContainText("Vigne");
    await expect(face).toContainText("CS2.1.3");
    await shot("classe");
    await expectAccessible(app, { within: '[data-testid="corrections"]' });
    await page.keyboard.press("6");
    await expect(face).toHaveAttribute("data-numero", "6");
    await expect(count).toContainText("1 correction");
    await settle(page);
    expect((await legendOf(page))["6"]).not.toBe(predicted["6"]);
  });

  await test.step("its use from the list", async () => {
    await page.getByTestId("face-use").selectOption("US1.4");
    await expect(face).toContainText("US1.4");
  });

  await test.step("a bare spot joins the meadow around it", async () => {
    await page.getByTestId("tool-merge").click();
    await places.click(0.81, 0.35);
    await expect(face).toBeVisible();
    await shot("fusionner");
    const spot = await face.getAttribute("data-numero");
    await places.click(0.34, 0.63); // a vineyard far away
    await expect(page.getByTestId("correction-notice")).toContainText("ne se touchent pas");
    await places.click(0.91, 0.41);
    await expect(count).toContainText("3 corrections");
    await places.click(0.81, 0.35);
    await expect(face).toBeVisible();
    expect(await face.getAttribute("data-numero")).not.toBe(spot);
  });

  await test.step("a cut by a drawn line", async () => {
    await settle(page);
    const whole = await legendOf(page);
    await page.getByTestId("tool-split").click();
    await places.click(0.42, 0.45);
    await places.move(0.9, 0.555);
    await shot("tracer");
    await places.doubleClick(0.9, 0.555);
    await expect(page.getByTestId("part-2")).toBeVisible();
    await shot("decouper");
    await page.getByTestId("class-13").click();
    await expect(count).toContainText("4 corrections");
    await settle(page);
    const cut = await legendOf(page);
    expect(cut["13"]).not.toBe(whole["13"]);
    // of what was cut a part has gone, and only to this class
    expect(Object.keys(whole).filter((numero) => numero !== "13" && cut[numero] !== whole[numero])).toHaveLength(1);
  });

  await test.step("a pond by brush, as wide as wanted", async () => {
    const before = (await legendOf(page))["4"];
    await page.getByTestId("tool-brush").click();
    await page.keyboard.press("4");
    await page.keyboard.press("]");
    await expect(page.getByTestId("corrections")).toContainText("3 m");
    await places.move(0.9, 0.41);
    await page.mouse.down();
    await places.move(0.96, 0.445);
    await places.move(0.9, 0.48);
    await shot("pinceau");
    await page.mouse.up();
    await expect(count).toContainText("5 corrections");
    await settle(page);
    const after = (await legendOf(page))["4"];
    expect(after).toBeDefined();
    expect(after).not.toBe(before);
  });

  await test.step("the least sure first, by keyboard alone", async () => {
    await page.keyboard.press("Escape");
    await page.getByTestId("review").focus();
    await page.keyboard.press("Enter");
    const progress = page.getByTestId("review-progress");
    await expect(progress).toContainText("0 relus");
    await shot("revue");
    await expectAccessible(app, { within: '[data-testid="corrections"]' });
    const keys = ["Enter", "3", "Enter", "9", "Enter"];
    for (const [done, key] of keys.entries()) {
      await page.keyboard.press(key);
      await expect(progress).toContainText(`${done + 1} relus`);
      await settle(page);
    }
    await page.keyboard.press("p");
    await expect(page.getByTestId("decided")).toBeVisible();
    await page.keyboard.press("n");
    await expect(page.getByTestId("decided")).toHaveCount(0);
    await count.click();
    await shot("liste");
    await count.click();
    await page.keyboard.press("Escape");
  });

  const corrected = await legendOf(page);
  await test.step("all of it undone, then done again", async () => {
    await page.getByTestId("map").focus();
    for (let step = 0; step < 10; step++) await page.keyboard.press("Control+z");
    await expect(count).toContainText("Aucune correction");
    await settle(page);
    expect(await legendOf(page)).toEqual(predicted);
    for (let step = 0; step < 10; step++) await page.keyboard.press("Control+y");
    await settle(page);
    expect(await legendOf(page)).toEqual(corrected);
  });

  await test.step("the file has what the screen shows", async () => {
    await app.openStep("export");
    await page.getByLabel("Millésime").fill("2021");
    const path = info.outputPath("corrected.gpkg");
    await app.export("geopackage", path);
    const { fields, features } = readLayers(path).find(({ name }) => name === "OCCUPATION_SOL")!;
    expect(fields.map(([name]) => name)).toContain("ocsol_controle");
    const hectares: Record<string, number> = {};
    for (const { values, area, valid } of features) {
      expect(valid).toBe(true);
      const numero = String(values["ocsol_numero"]);
      hectares[numero] = (hectares[numero] ?? 0) + area / 10_000;
    }
    for (const [numero, shown] of Object.entries(corrected)) {
      expect(Math.abs(Number(shown.replace(",", ".")) - hectares[numero]!), `class ${numero}`).toBeLessThan(0.0051);
    }
    const checked = new Set(features.map(({ values }) => values["ocsol_controle"]));
    expect(checked).toEqual(new Set(["non", "vérifié", "corrigé"]));
    const water = features.find(({ values }) => values["ocsol_numero"] === 6);
    expect(water?.values).toMatchObject({ ocsol_controle: "corrigé", code_us: "US1.4", ocsol_confiance: null });
  });

  await test.step("after a reload the corrections are there again, and the map shows them", async () => {
    await page.reload();
    await app.openFile(NAME, scene); // saved in a file already, so not offered to be taken up by itself
    await app.segment();
    await expect(page.getByTestId("corrections-count")).toContainText("correction");
    await settle(page);
    expect(await legendOf(page)).toEqual(corrected);
  });
  expect(app.complaints).toEqual([]);
});
