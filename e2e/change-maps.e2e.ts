import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { coverClasses } from "../src/core/landcover/ocsge.ts";
import { writeSceneGeoTiff, writeTruthGeoTiff } from "../src/demo/geotiff.ts";
import { createScene, DEMO_SEED } from "../src/demo/scene.ts";
import { MemorySink } from "../src/export/geotiff/memory-sink.ts";
import { runCli } from "../src/testing/run-cli.ts";
import { expect, test } from "./support/app-page.ts";
import { expectAccessible } from "./support/axe.ts";
import { chooseFile } from "./support/chosen-file.ts";

const SIZE = 600;
const years = { before: "2020", after: "2023" } as const;
const dates = ["before", "after"] as const;

/** What a date is made of: its map, and the photograph. */
async function filesOf(folder: string, date: (typeof dates)[number]) {
  const scene = createScene({ seed: DEMO_SEED, width: SIZE, height: SIZE, date });
  const [image, truth] = [new MemorySink(), new MemorySink()];
  await writeSceneGeoTiff(scene, image);
  await writeTruthGeoTiff(scene, truth);
  writeFileSync(join(folder, `scene-${years[date]}.tif`), truth.bytes());
  const map = `scene-${years[date]}.gpkg`;
  expect(runCli(folder, "polygonise", `scene-${years[date]}.tif`, "--out", map).status).toBe(0);
  return { map: { name: map, bytes: readFileSync(join(folder, map)) }, image: Buffer.from(image.bytes()) };
}

/** Where the outline of the change under review lies on the half of a date, CSS pixels; null where there is none. */
function outlineOn(page: Page, date: string) {
  return page.locator(`.change-half.${date}`).evaluate((half) => {
    const box = { left: 1e9, top: 1e9, right: -1e9, bottom: -1e9 };
    for (const canvas of half.querySelectorAll<HTMLCanvasElement>(".ol-layer canvas")) {
      const { data, width } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
      for (let at = 0; at < data.length; at += 4) {
        if (data[at] !== 11 || data[at + 1] !== 85 || data[at + 2] !== 99 || data[at + 3] !== 255) continue;
        const [x, y] = [(at / 4) % width, Math.floor(at / 4 / width)];
        box.left = Math.min(box.left, x);
        box.right = Math.max(box.right, x);
        box.top = Math.min(box.top, y);
        box.bottom = Math.max(box.bottom, y);
      }
    }
    return box.right < 0 ? null : box;
  });
}

/** Colours of covers that fill more than a hundredth of a date's half. */
function coloursOn(page: Page, date: string) {
  const covers = coverClasses.map(({ colour }) => colour.toLowerCase());
  return page.locator(`.change-half.${date}`).evaluate((half, known) => {
    const counts = new Map<string, number>();
    let pixels = 0;
    for (const canvas of half.querySelectorAll<HTMLCanvasElement>(".ol-layer canvas")) {
      const { data } = canvas.getContext("2d")!.getImageData(0, 0, canvas.width, canvas.height);
      pixels = Math.max(pixels, data.length / 4);
      for (let at = 0; at < data.length; at += 4) {
        const colour = `#${[0, 1, 2].map((band) => data[at + band]!.toString(16).padStart(2, "0")).join("")}`;
        if (known.includes(colour)) counts.set(colour, (counts.get(colour) ?? 0) + 1);
      }
    }
    return [...counts.values()].filter((count) => count > pixels / 100).length;
  }, covers);
}

test("both dates on the same ground: by swipe, side by side, locked together, by keyboard", async ({ app }, info) => {
  const { page } = app;
  const folder = mkdtempSync(join(tmpdir(), "ocsol-dates-"));
  await app.open();
  await page.getByTestId("compare-dates").click();
  const openStep = async (number: number) => {
    const title = page.getByTestId(`step-${number}`);
    if ((await title.getAttribute("aria-expanded")) !== "true") await title.click();
  };
  for (const date of dates) {
    const { map, image } = await filesOf(folder, date);
    const input = page.getByTestId(`slot-${date}`).locator('input[type="file"]');
    await input.setInputFiles({ name: map.name, mimeType: "", buffer: map.bytes });
    const half = page.locator(`.change-half.${date}`);
    await expect(half.locator(".change-date")).toHaveText(`${date === "before" ? "Avant" : "Après"} · ${years[date]}`);
    await expect(half).toContainText("Pas d’image de cette date");
    if (date === "after") {
      await expect(half).toContainText("couvertures de sa carte");
      await expect.poll(() => coloursOn(page, date), { timeout: 20_000 }).toBeGreaterThan(2);
      const legend = page.getByTestId("cover-legend");
      await expect(legend.locator("li").first()).toBeHidden();
      await page.screenshot({ path: info.outputPath("sans-image.png") });
      await legend.locator("summary").click();
      await expect(legend).toContainText("CS2.2.1 Formations herbacées");
      await page.screenshot({ path: info.outputPath("legende.png") });
    }
    // with a handle, as the browser's dialogue gives it
    await chooseFile(page, `photo-${years[date]}.tif`, image);
    await openStep(1);
    await page.getByTestId(`replace-${date}`).click();
    await expect(half).not.toContainText("Pas d’image");
  }
  rmSync(folder, { recursive: true });
  await expect(page.getByTestId("cover-legend")).toBeHidden();

  await test.step("the earlier map is moved by metres typed as in French, and back", async () => {
    await openStep(1);
    await expect(page.getByTestId("land-take")).toBeAttached({ timeout: 30_000 });
    await openStep(2);
    await expect(page.getByTestId("misregistration")).toContainText(/\d,\d\d\sm \(dispersion \d,\d\d\sm\)/);
    await page.getByTestId("shift-typed").click();
    const east = page.getByLabel("Vers l’est (m)");
    await east.fill("-0,6");
    await east.press("Enter");
    await expect(east).toHaveValue("−0,60");
    await page.getByTestId("compare-again").click();
    await expect(page.getByTestId("land-take")).toBeAttached();
    await openStep(2);
    await page.screenshot({ path: info.outputPath("recalage.png") });
    await expectAccessible(app);
    await page.getByTestId("shift-typed").focus();
    await page.keyboard.press("Control+z");
    await expect(east).not.toHaveValue("−0,60");
    await page.keyboard.press("Control+z");
    await expect(page.getByTestId("shift-none")).toHaveAttribute("aria-pressed", "true");
    await page.getByTestId("compare-again").click();
    await expect(page.getByTestId("land-take")).toBeAttached();
  });

  const compared = async () => {
    await openStep(3);
    const text = await page.getByText("Sol comparé").innerText();
    const [, number, unit] = /([\d\s,]+)\s(m²|ha)/.exec(text)!;
    return Number(number!.replace(/\s/g, "").replace(",", ".")) * (unit === "ha" ? 1 : 1e-4);
  };
  await test.step("a polygon drawn limits the comparison and its figures, and undoing brings back all of it", async () => {
    const whole = await compared();
    await openStep(2);
    await page.getByTestId("compared-area-draw").click();
    const { x, y, width, height } = (await page.locator(".change-stage").boundingBox())!;
    const corners = [[0.4, 0.4], [0.6, 0.4], [0.6, 0.6], [0.4, 0.6]]; // biome-ignore format: a ring on a line
    for (const [across, down] of corners) await page.mouse.click(x + across! * width, y + down! * height);
    await page.keyboard.press("Enter");
    await expect(page.getByTestId("compared-area")).toContainText("Zone dessinée");
    await expect(page.getByTestId("land-take")).toBeAttached();
    await openStep(2);
    await page.screenshot({ path: info.outputPath("zone.png") });
    const limited = await compared();
    expect(limited).toBeGreaterThan(0);
    expect(limited).toBeLessThan(whole / 2);
    await page.keyboard.press("Control+z");
    await expect.poll(compared).toBe(whole);
    await page.keyboard.press("Control+y");
    await expect.poll(compared).toBe(limited);
  });

  await test.step("after a reload one click brings it all back, photographs and area too", async () => {
    await page.waitForTimeout(1000); // it is written a moment later
    await page.reload();
    await page.getByTestId("kept-comparison").getByRole("button").first().click();
    for (const date of dates)
      await expect(page.locator(`.change-half.${date} .change-date`)).toContainText(years[date]);
    await expect(page.locator(".change-no-image")).toHaveCount(0);
    await openStep(2);
    await page.getByTestId("compared-area-clear").click();
  });

  await expect(page.locator(".kind-legend")).toContainText("Artificialisation");
  const handle = page.getByTestId("swipe");
  await handle.focus();
  await page.keyboard.press("PageUp");
  await expect(handle).toHaveAttribute("aria-valuenow", "60");

  await page.getByRole("button", { name: "Relecture des changements" }).click();
  await page.getByTestId("start-review").click();
  await page.getByRole("button", { name: "Côte à côte" }).click();
  await expect(handle).toBeHidden();
  await expect(async () => {
    const [before, after] = [await outlineOn(page, "before"), await outlineOn(page, "after")];
    expect(before).not.toBeNull();
    expect(after).toEqual(before);
  }).toPass();
  const shown = (await outlineOn(page, "before"))!;
  const { width, height } = (await page.locator(".change-half.before").boundingBox())!;
  expect(shown.left).toBeGreaterThan(0);
  expect(shown.top).toBeGreaterThan(0);
  expect(shown.right).toBeLessThan(width);
  expect(shown.bottom).toBeLessThan(height);

  // Moved by the keys of one of them, the other follows.
  await page.locator(".change-half.after .change-map").focus();
  await page.keyboard.press("ArrowDown");
  await expect(async () => {
    const [before, after] = [await outlineOn(page, "before"), await outlineOn(page, "after")];
    expect(before!.top).toBeLessThan(shown.top - 20);
    expect(after).toEqual(before);
  }).toPass();

  await page.keyboard.press("c");
  await expect(page.locator(".kind-legend")).toBeHidden();
  await expectAccessible(app);
});

/** Somebody else's map of the scene's ground: grass in its west, buildings in its east. */
function reference(columns: readonly [west: object, east: object]): Buffer {
  const [gsd, , left, , , top] = createScene({ seed: DEMO_SEED, width: SIZE, height: SIZE }).grid.affine;
  const half = (SIZE * gsd) / 2;
  const features = columns.map((properties, index) => {
    const [from, to] = [left + index * half, left + (index + 1) * half];
    const ring = [[from, top], [to, top], [to, top - 2 * half], [from, top - 2 * half], [from, top]]; // biome-ignore format: a ring on a line
    return { type: "Feature", properties, geometry: { type: "Polygon", coordinates: [ring] } };
  });
  const crs = { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::2154" } };
  return Buffer.from(JSON.stringify({ type: "FeatureCollection", crs, features }));
}

const references = {
  "ocsge_2020.geojson": [
    { code_cs: "CS2.2.1", code_us: "US1.1" },
    { code_cs: "CS1.1.1.1", code_us: "US5" },
  ],
  "CoSIA_2020.geojson": [
    { numero: 9, classe: "Pelouse" },
    { numero: 1, classe: "Bâtiment" },
  ],
} as const;

test("an OCS GE or a CoSIA is one of the dates, once the user has said yes to maps made otherwise", async ({
  app,
}, info) => {
  const { page } = app;
  const folder = mkdtempSync(join(tmpdir(), "ocsol-dates-"));
  const { map } = await filesOf(folder, "after");
  rmSync(folder, { recursive: true });
  const give = (date: string, name: string, buffer: Buffer) =>
    page.getByTestId(`slot-${date}`).locator('input[type="file"]').setInputFiles({ name, mimeType: "", buffer });
  const openStep = async (number: number) => {
    const title = page.getByTestId(`step-${number}`);
    if ((await title.getAttribute("aria-expanded")) !== "true") await title.click();
  };
  await app.open();
  await page.getByTestId("compare-dates").click();
  await give("after", map.name, map.bytes);
  for (const [name, columns] of Object.entries(references)) {
    await openStep(1);
    const taken = page.getByTestId("slot-before").locator("header button");
    if ((await taken.count()) > 0) await taken.click();
    await give("before", name, reference(columns));
    await expect(page.getByTestId("side-before")).toContainText(name);
    await openStep(2);
    const yes = page.getByTestId("accept-models");
    await expect(yes).not.toBeChecked();
    await expect(page.locator(".kind-legend")).toBeHidden(); // not before that
    await yes.check();
    await expect(page.locator(".kind-legend")).toBeVisible({ timeout: 20_000 });
    await expect.poll(() => coloursOn(page, "before"), { timeout: 20_000 }).toBeGreaterThan(0);
    await openStep(3);
    const given = page.getByTestId("land-take").locator('[data-row="renatured"] td').first();
    expect(Number((await given.innerText()).replace(",", "."))).toBeGreaterThan(0.1); // houses that never were
  }

  await test.step("a sample of the changes is answered by a layer for each date", async () => {
    await openStep(5);
    await page.getByLabel("Points", { exact: true }).fill("30");
    await page.getByTestId("draw-sample").click();
    await page.locator(".reference-layers summary").click();
    for (const date of dates) {
      await page
        .locator(`[data-testid="layer-${date}"] + input`)
        .setInputFiles({ name: "ocsge.geojson", mimeType: "", buffer: reference(references["ocsge_2020.geojson"]) });
    }
    await page.screenshot({ path: info.outputPath("couches.png") });
    await page.getByTestId("answer-by-layers").click();
    await expect(page.getByTestId("sample-progress")).toContainText(/^(\d+) sur \1/);
    await page.getByTestId("sample-results").click();
    const matrix = page.getByTestId("sample-areas").locator('[data-class="artificialised"] td.strong');
    await expect(matrix).toHaveText(/^0,0+$/); // the same layer at both dates: nothing has changed
  });
});

test("two published maps are compared as they are, and dates given the wrong way round are swapped by one button", async ({
  app,
}, info) => {
  const { page } = app;
  const built = { code_cs: "CS1.1.1.1", code_us: "US5" };
  const give = (date: string, name: string, columns: readonly [west: object, east: object]) =>
    page
      .getByTestId(`slot-${date}`)
      .locator('input[type="file"]')
      .setInputFiles({ name, mimeType: "", buffer: reference(columns) });
  const hectaresOf = async (row: string): Promise<number> => {
    const title = page.getByTestId("step-3");
    if ((await title.getAttribute("aria-expanded")) !== "true") await title.click();
    const cell = page.getByTestId("land-take").locator(`[data-row="${row}"] td`).first();
    return Number((await cell.innerText()).replace(",", "."));
  };
  await app.open();
  await page.getByTestId("compare-dates").click();
  await give("before", "ocsge_2023.geojson", [built, built]);
  await expect(page.getByTestId("side-before")).toContainText("2023");
  await give("after", "ocsge_2020.geojson", references["ocsge_2020.geojson"]);
  await expect(page.locator(".kind-legend")).toBeVisible({ timeout: 20_000 }); // nobody had to say yes
  expect(await hectaresOf("renatured")).toBe(0.72);
  await page.getByTestId("step-2").click();
  const found = page.getByTestId("weaknesses").locator("li");
  await expect(found).toHaveCount(3);
  expect(
    await found.evaluateAll((items) => items.map(({ className, dataset }) => `${className} ${dataset["tag"]}`)),
  ).toEqual(["warns published", "warns dates-reversed", "notes season-unknown"]);
  await page.screenshot({ path: info.outputPath("deux-ocsge.png") });
  await expectAccessible(app);
  await page.getByTestId("swap-reversed").click();
  await expect(found).toHaveCount(2);
  await expect(page.locator(".kind-legend")).toBeVisible({ timeout: 20_000 });
  expect(await hectaresOf("artificialised")).toBe(0.72);
  expect(await hectaresOf("renatured")).toBe(0);
});
