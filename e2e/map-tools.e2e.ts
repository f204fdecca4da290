import type { Page } from "@playwright/test";
import { toMap } from "../src/core/geo/affine.ts";
import { crsOf } from "../src/core/geo/crs.ts";
import { reprojection } from "../src/core/geo/reproject.ts";
import { rgbOf } from "../src/core/landcover/cosia.ts";
import { overlayColour } from "../src/core/landcover/overlay-colours.ts";
import { classColour } from "../src/core/landcover/palettes.ts";
import { createScene, DEMO_SEED } from "../src/demo/scene.ts";
import { type AppPage, expect, test } from "./support/app-page.ts";
import { expectAccessible } from "./support/axe.ts";
import { sceneTiff } from "./support/scenes.ts";

const SIZE = 500;
const { grid } = createScene({ seed: DEMO_SEED, width: SIZE, height: SIZE });
/** A place on the ground by its share of the scene's sides, from the top left. */
const place = (across: number, down: number) => toMap(grid.affine, across * SIZE, down * SIZE);
const bytesOf = (content: object) => new TextEncoder().encode(JSON.stringify(content));
const layer = (name: string, ...geometries: readonly object[]) =>
  bytesOf({
    type: "FeatureCollection",
    crs: { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::2154" } },
    features: geometries.map((geometry) => ({
      type: "Feature",
      properties: { libelle: name, surface: 12.5 },
      geometry,
    })),
  });
const box = (left: number, top: number, right: number, bottom: number) => ({
  type: "Polygon",
  coordinates: [[place(left, top), place(right, top), place(right, bottom), place(left, bottom), place(left, top)]],
});

/** What is seen of the map, which goes on under the panel. */
const seen = (page: Page) => page.locator("#stage");

/** Colours that the map's canvases show in a share of what is seen, at its middle height; none where nothing is drawn. */
function colours(page: Page, from: number, to: number): Promise<readonly string[]> {
  return seen(page).evaluate(
    (stage, [from, to]) => {
      const { left, top, width, height } = stage.getBoundingClientRect();
      const found = new Set<string>();
      for (const canvas of stage.querySelectorAll<HTMLCanvasElement>(".ol-layer canvas")) {
        const box = canvas.getBoundingClientRect();
        const scale = canvas.width / box.width;
        const [x, y] = [(left + from! * width - box.left) * scale, (top + height / 2 - box.top) * scale];
        const across = Math.max(1, Math.floor((to! - from!) * width * scale));
        const row = new OffscreenCanvas(across, 1).getContext("2d", { willReadFrequently: true })!;
        row.drawImage(canvas, -Math.ceil(x), -Math.round(y));
        const { data } = row.getImageData(0, 0, across, 1);
        for (let at = 0; at < data.length; at += 4) {
          if (data[at + 3]! < 255) continue;
          const rgb = [data[at]!, data[at + 1]!, data[at + 2]!];
          found.add(`#${rgb.map((value) => value.toString(16).padStart(2, "0")).join("")}`);
        }
      }
      return [...found];
    },
    [from, to],
  );
}

/** Whether a line's colour is among them, its edges softened. */
const hasLine = (colours: readonly string[], colour: string): boolean =>
  colours.some((one) => Math.max(...rgbOf(one).map((value, band) => Math.abs(value - rgbOf(colour)[band]!))) < 40);

async function openScene(app: AppPage): Promise<void> {
  await app.open();
  await app.openFile("2021-scene.tif", await sceneTiff(SIZE));
  await expect(app.page.getByTestId("map")).toBeVisible();
}

/** Clicks a place of the map by shares of the sides of what is seen of it, and pixels below. */
async function clickMap(page: Page, across: number, down: number, below = 0): Promise<void> {
  const { x, y, width, height } = (await seen(page).boundingBox())!;
  await page.mouse.click(x + across * width, y + down * height + below);
}

test("swipe, classes and image by keys, legend, colours for colour-blind eyes, stripes, identify", async ({
  app,
}, info) => {
  const { page } = app;
  await openScene(app);
  await app.segment();
  const shot = (name: string) => page.screenshot({ path: info.outputPath(`${name}.png`) });
  const legend = page.getByTestId("legend");
  const rows = legend.locator("tbody tr");

  await test.step("swipe: image on the left, classes on the right, by keys and by hand", async () => {
    await page.locator("body").press("i"); // without the image, what is drawn is the classes
    await page.getByRole("slider", { name: "Opacité" }).fill("1");
    await expect.poll(() => colours(page, 0.42, 0.58)).not.toEqual([]);
    await page.locator("body").press("s");
    const handle = page.getByTestId("swipe");
    await expect(handle).toHaveAttribute("aria-valuenow", "50");
    await expect.poll(() => colours(page, 0.3, 0.495)).toEqual([]);
    expect(await colours(page, 0.51, 0.6)).not.toEqual([]);
    await handle.press("ArrowLeft");
    await expect(handle).toHaveAttribute("aria-valuenow", "48");
    await handle.press("Home");
    await expect.poll(() => colours(page, 0.42, 0.495)).not.toEqual([]);
    const { x, y, width, height } = (await handle.boundingBox())!;
    const stage = (await seen(page).boundingBox())!;
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(stage.x + 0.6 * stage.width, y + height / 2, { steps: 4 });
    await page.mouse.up();
    await expect(handle).toHaveAttribute("aria-valuenow", "60");
    await page.locator("body").press("i");
    await shot("swipe");
    await expectAccessible(app, { within: ".stage" });
    await page.locator("body").press("s");
    await expect(handle).toHaveCount(0);
    await page.locator("body").press("c");
    await expect(page.getByRole("button", { name: "Classes", exact: true, pressed: false }).first()).toBeVisible();
    await page.locator("body").press("c");
  });

  await test.step("the legend: one class off, one alone, all back", async () => {
    const count = await rows.count();
    expect(count).toBeGreaterThan(2);
    await rows.first().getByRole("button").first().click();
    await expect(legend.locator("tr.off")).toHaveCount(1);
    await rows.first().getByRole("button").first().click();
    await rows.nth(1).getByRole("button").first().dblclick();
    await expect(legend.locator("tr.off")).toHaveCount(count - 1);
    await expect(rows.nth(1)).not.toHaveClass("off");
    await page.getByTestId("all-classes").click();
    await expect(legend.locator("tr.off")).toHaveCount(0);
    await rows.first().getByRole("button", { name: "cette classe seule" }).focus();
    await page.keyboard.press("Enter");
    await expect(legend.locator("tr.off")).toHaveCount(count - 1);
    await page.getByTestId("all-classes").click();
  });

  await test.step("stripes where it is unsure, as far as the threshold says", async () => {
    await page.locator("body").press("i");
    const striped = "#141618";
    await page.getByRole("slider", { name: "Seuil" }).fill("1");
    await expect.poll(() => colours(page, 0.3, 0.7)).toContain(striped);
    await shot("stripes");
    await page.getByTestId("hatched").uncheck();
    await expect.poll(() => colours(page, 0.3, 0.7)).not.toContain(striped);
  });

  await test.step("the safe palette: on the map and in the legend, and again after a reload", async () => {
    const before = await colours(page, 0.3, 0.7);
    await page.getByTestId("safe-palette").check();
    const numero = Number(await rows.first().getAttribute("data-numero"));
    expect(before).toContain(classColour("official", numero));
    await expect.poll(() => colours(page, 0.3, 0.7)).toContain(classColour("safe", numero));
    expect(await colours(page, 0.3, 0.7)).not.toContain(classColour("official", numero));
    await expect(rows.first().locator(".swatch")).toHaveText(String(numero));
    await shot("safe-palette");
    await page.getByRole("button", { name: "Confiance", exact: true }).click();
    await expect(page.getByTestId("confidence-legend")).toContainText("75");
    await shot("confidence");
    await page.locator(".view-controls").getByRole("button", { name: "Classes" }).click();
  });

  await test.step("identify by click and by keyboard", async () => {
    const card = page.getByTestId("identified");
    await clickMap(page, 0.5, 0.5);
    await expect(card).toContainText(/CoSIA \d+/);
    await expect(card).toContainText("EPSG:2154");
    await expect(card).toContainText(/Confiance\s*\d+\s%/);
    await expectAccessible(app, { within: ".stage" });
    await shot("identify");
    await page.getByTestId("map").press("Escape");
    await expect(card).toHaveCount(0);
    await page.getByRole("button", { name: "Identifier" }).click();
    await expect(card).toContainText("Cliquez sur la carte");
    await page.getByTestId("map").press("Enter");
    await expect(card).toContainText(/CoSIA \d+/);
    await card.getByRole("button", { name: "Fermer" }).click();
    await expect(card).toHaveCount(0);
  });
  expect(app.complaints).toEqual([]);
});

test("overlays dropped and asked about, measured, where the user is", async ({ app, context }, info) => {
  const { page } = app;
  const shot = (name: string) => page.screenshot({ path: info.outputPath(`${name}.png`) });
  await openScene(app);

  await test.step("a layer of polygons: asked what it is to be", async () => {
    await app.drop("plu.geojson", layer("UA", box(0.3, 0.3, 0.7, 0.7), box(0.05, 0.05, 0.2, 0.2)));
    const question = page.getByTestId("layer-question");
    await expect(question).toContainText("plu.geojson");
    await shot("question");
    await expectAccessible(app, { within: ".stage" });
    await page.getByTestId("as-overlay").click();
    await expect(question).toHaveCount(0);
    await expect.poll(async () => hasLine(await colours(page, 0.3, 0.7), overlayColour(0))).toBe(true);
  });

  await test.step("points and lines at once, in the list; attributes where one clicks; off, and away", async () => {
    await page.getByRole("button", { name: "Calques" }).click();
    await page.getByTestId("overlay-file").setInputFiles([
      {
        name: "arbres.geojson",
        mimeType: "application/geo+json",
        buffer: Buffer.from(
          layer(
            "tilleul",
            { type: "Point", coordinates: place(0.5, 0.5) },
            { type: "LineString", coordinates: [place(0.1, 0.9), place(0.9, 0.9)] },
          ),
        ),
      },
    ]);
    const entries = page.getByTestId("overlay");
    await expect(entries).toHaveCount(2);
    await clickMap(page, 0.5, 0.5, -12); // the image's middle, more room being left below it
    const card = page.getByTestId("identified");
    await expect(card).toContainText("plu.geojson");
    await expect(card).toContainText("tilleul");
    await expect(card).toContainText("12.5");
    await shot("overlays");
    await expectAccessible(app, { within: ".stage" });
    await entries.first().getByRole("checkbox").uncheck();
    await expect.poll(async () => hasLine(await colours(page, 0.3, 0.7), overlayColour(0))).toBe(false);
    await entries.first().getByRole("button").click();
    await expect(entries).toHaveCount(1);
    await card.getByRole("button", { name: "Fermer" }).click();
    await page.getByTestId("overlays").getByRole("button", { name: "Fermer" }).click();
  });

  await test.step("a layer elsewhere says so", async () => {
    const far = { type: "Point", coordinates: place(90, 90) };
    await app.drop("ailleurs.geojson", layer("loin", far));
    await page.getByTestId("as-overlay").click();
    await expect(page.getByTestId("error")).toHaveAttribute("data-tag", "overlay-elsewhere");
    await page.getByTestId("error").getByRole("button", { name: "Fermer" }).click();
  });

  await test.step("a length and an area, as the coordinates say", async () => {
    await page.getByRole("button", { name: "Mesurer" }).click();
    const map = (await seen(page).boundingBox())!;
    const places: number[][] = [];
    for (const [across, down] of [
      [0.4, 0.5],
      [0.6, 0.5],
    ] as const) {
      await page.mouse.move(map.x + across * map.width, map.y + down * map.height);
      await expect(page.getByTestId("status").locator(".status-xy").first()).toBeVisible();
      await page.waitForTimeout(300);
      const text = await page.getByTestId("status").locator(".status-xy").first().innerText();
      places.push(text.split(";").map((part) => Number(part.replaceAll(/\s/g, "").replace(",", "."))));
      await page.mouse.click(map.x + across * map.width, map.y + down * map.height);
    }
    const card = page.getByTestId("measured");
    await expect(card).toContainText("sur l’ellipsoïde");
    const metres = Number(
      /\(([\d\s,]+)\sm dans/
        .exec(await card.innerText())![1]!
        .replaceAll(/\s/g, "")
        .replace(",", "."),
    );
    expect(metres).toBeCloseTo(Math.hypot(places[1]![0]! - places[0]![0]!, places[1]![1]! - places[0]![1]!), -0.3);
    await page.keyboard.press("Enter");
    await card.getByRole("button", { name: "Surface" }).click();
    for (const [across, down] of [
      [0.4, 0.4],
      [0.6, 0.4],
      [0.6, 0.6],
    ] as const) {
      await page.mouse.click(map.x + across * map.width, map.y + down * map.height);
      await page.waitForTimeout(300);
    }
    await page.keyboard.press("Enter");
    await expect(card).toContainText("Périmètre");
    await shot("measure");
    await expectAccessible(app, { within: ".stage" });
    await page.keyboard.press("Escape");
    await expect(card).toHaveCount(0);
  });

  await test.step("the position: refused, then shown and followed until the map is moved", async () => {
    const button = page.getByRole("button", { name: "Ma position" });
    await button.click();
    await expect(page.getByTestId("error")).toHaveAttribute("data-tag", "position-refused");
    await page.getByTestId("error").getByRole("button", { name: "Fermer" }).click();
    const [longitude, latitude] = reprojection(grid.crs, crsOf(4326)!)(...place(0.25, 0.25));
    await context.grantPermissions(["geolocation"]);
    await context.setGeolocation({ longitude, latitude, accuracy: 15 });
    await button.click();
    const card = page.getByTestId("position");
    await expect(card).toContainText("15 m près".replace(" ", "\u202f"));
    const [x] = place(0.25, 0.25);
    await expect(card).toContainText(new Intl.NumberFormat("fr", { maximumFractionDigits: 0 }).format(Math.trunc(x)));
    await expect(card).toContainText("La carte suit.");
    await shot("position");
    const { x: left, y: top, width, height } = (await seen(page).boundingBox())!;
    await page.mouse.move(left + width / 3, top + height / 2);
    await page.mouse.down();
    await page.mouse.move(left + width / 3 + 60, top + height / 2, { steps: 5 });
    await page.mouse.up();
    await expect(card).toContainText("ne suit plus");
    await context.setGeolocation({ longitude: longitude + 0.1, latitude, accuracy: 15 });
    await expect(card).toContainText("de l’image");
    await card.getByRole("button", { name: "Fermer" }).click();
    await expect(card).toHaveCount(0);
  });
  expect(app.complaints).toEqual([]);
});
